using Microsoft.Win32.SafeHandles;
using NetController.Netlink.Interop;

namespace NetController.Netlink;

/// <summary>
/// A network namespace, held open by a file descriptor (network_namespaces(7)). Holding it keeps the namespace alive.
/// </summary>
/// <remarks>
/// <para>
/// There is deliberately no way to run code inside: threads which the runtime creates meanwhile would stay there. Open a <see cref="RouteConnection"/> or a socket
/// (<see cref="OpenSocket"/>) in the namespace and use it from outside; start programs in it with <c>nsenter --net=</c><see cref="Path"/>.
/// </para>
/// <para>Safe to use from several threads. Entering a foreign namespace takes CAP_SYS_ADMIN over it and about 0.2 ms for the thread it needs.</para>
/// </remarks>
public sealed partial class NetworkNamespace : IDisposable
{
    private NetworkNamespace(SafeFileHandle handle, string? path)
    {
        Handle = handle;
        Path = path;
        Identity = NamespaceFile.Identify(handle);
    }

    /// <summary>The file it was opened by, or null where no path would mean the same to another process.</summary>
    public string? Path { get; }

    /// <summary>What the namespace is; two objects with equal identities are the same namespace.</summary>
    public NamespaceIdentity Identity { get; }

    internal SafeFileHandle Handle { get; }

    /// <summary>Opens the namespace a file is bound to.</summary>
    /// <param name="path">For example <c>/run/netns/blue</c>, as made by <see cref="CreateAt"/> or <c>ip netns add</c>.</param>
    /// <returns>The namespace, to be disposed by the caller.</returns>
    /// <exception cref="NetworkNamespaceException">The file does not exist, may not be opened, or is not a network namespace.</exception>
    public static NetworkNamespace Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return OpenFile(path, path);
    }

    /// <summary>Opens the namespace the calling thread is in.</summary>
    /// <returns>The namespace, to be disposed by the caller; it has no <see cref="Path"/>.</returns>
    /// <exception cref="NetworkNamespaceException">/proc is not mounted.</exception>
    public static NetworkNamespace OpenCurrent() => OpenFile("/proc/thread-self/ns/net", null);

    /// <summary>Opens the namespace of a process.</summary>
    /// <param name="pid">The process id; greater than 0.</param>
    /// <returns>The namespace, to be disposed by the caller; its <see cref="Path"/> holds as long as the process lives.</returns>
    /// <exception cref="NetworkNamespaceException">There is no such process, or it may not be inspected.</exception>
    public static NetworkNamespace OpenProcess(int pid)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pid, 1);
        var path = $"/proc/{pid}/ns/net";
        return OpenFile(path, path);
    }

    /// <summary>Releases the descriptor. A namespace that nothing else holds ends then; one bound to a file stays until <see cref="DeleteAt"/>.</summary>
    public void Dispose()
    {
        Handle.Dispose();
        CloseFolders();
    }

    /// <summary>Does work inside: directly when the calling thread is there already, otherwise on a thread that ends afterwards.</summary>
    internal void Visit(NamespaceWork work)
    {
        if (Identity == NamespaceFile.IdentifyCurrent())
        {
            work.Execute();
            return;
        }

        var held = false;
        try
        {
            Handle.DangerousAddRef(ref held);
            var error = NamespaceThread.Run((int)Handle.DangerousGetHandle(), work);
            if (error is not Errno.None)
            {
                throw new NetworkNamespaceException("enter network namespace", Path ?? Identity.ToString(), error, PrivilegeHint(error));
            }
        }
        finally
        {
            if (held)
            {
                Handle.DangerousRelease();
            }
        }
    }

    private static NetworkNamespace OpenFile(string file, string? path)
    {
        var error = NamespaceFile.TryOpen(file, out var handle);
        if (error is not Errno.None)
        {
            throw new NetworkNamespaceException("open network namespace", file, error, PrivilegeHint(error));
        }

        return Take(handle!, file, path);
    }

    /// <summary>Takes over the handle of an open file, or closes it when the file is no network namespace.</summary>
    private static NetworkNamespace Take(SafeFileHandle handle, string file, string? path)
    {
        try
        {
            return NamespaceFile.IsNetworkNamespace(handle)
                ? new NetworkNamespace(handle, path)
                : throw new NetworkNamespaceException("open network namespace", file, Errno.None, "the file is not a network namespace");
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static string? PrivilegeHint(Errno error) => error is Errno.EPERM or Errno.EACCES ? "it takes root (CAP_SYS_ADMIN)" : null;
}

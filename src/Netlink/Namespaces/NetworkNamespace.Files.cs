using NetController.Netlink.Interop;

namespace NetController.Netlink;

/// <content>Making and removing namespaces that are bound to a file.</content>
public sealed partial class NetworkNamespace
{
    /// <summary>Makes a new namespace and binds it to a new file, as <c>ip netns add</c> does. Its only link is <c>lo</c>, which is down.</summary>
    /// <param name="path">The file to create; its folder must exist.</param>
    /// <returns>The namespace, to be disposed by the caller. It lives on until <see cref="DeleteAt"/>.</returns>
    /// <exception cref="NetworkNamespaceException">
    /// <see cref="Errno.EEXIST"/>: the file exists. <see cref="Errno.ENOENT"/>: its folder does not. <see cref="Errno.EPERM"/>: it takes CAP_SYS_ADMIN.
    /// Nothing is left behind.
    /// </exception>
    public static NetworkNamespace CreateAt(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var error = NamespaceFile.Create(path);
        if (error is not Errno.None)
        {
            throw new NetworkNamespaceException("create network namespace", path, error, CreateHint(error));
        }

        try
        {
            Bind(path);
            return Open(path);
        }
        catch
        {
            // What went wrong above is what to report, whether or not this succeeds.
            NamespaceFile.Detach(path);
            NamespaceFile.Unlink(path);
            throw;
        }
    }

    /// <summary>Unbinds a namespace from its file and removes the file, as <c>ip netns delete</c> does. A file that is absent is done.</summary>
    /// <remarks>The namespace ends when no process, socket or descriptor uses it any more; its links end with it, without anybody waiting.</remarks>
    /// <param name="path">The file.</param>
    /// <exception cref="NetworkNamespaceException">The path is something other than what a namespace is bound to, and was left alone, or it may not be removed.</exception>
    public static void DeleteAt(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw new NetworkNamespaceException("delete network namespace", path, Errno.None, "it is a directory, not a namespace file");
        }

        var error = NamespaceFile.Detach(path);
        if (error is Errno.EINVAL)
        {
            // Nothing is bound to the file, or no longer: it is what remains of a namespace, or of a creation that was killed half-way.
            error = NamespaceFile.CheckEmpty(path);
            if (error is Errno.EINVAL)
            {
                throw new NetworkNamespaceException("delete network namespace", path, Errno.None, "the file is not a network namespace");
            }
        }

        if (error is Errno.None)
        {
            error = NamespaceFile.Unlink(path);
        }

        if (error is not (Errno.None or Errno.ENOENT))
        {
            throw new NetworkNamespaceException("delete network namespace", path, error, PrivilegeHint(error));
        }
    }

    private static void Bind(string path)
    {
        var work = new CreateNamespaceWork(Libc.PathBytes(path));
        NamespaceThread.Run(-1, work);
        if (work.UnshareError is not Errno.None)
        {
            throw new NetworkNamespaceException("create network namespace", path, work.UnshareError, PrivilegeHint(work.UnshareError));
        }

        if (work.MountError is not Errno.None)
        {
            throw new NetworkNamespaceException("bind network namespace to", path, work.MountError, PrivilegeHint(work.MountError));
        }
    }

    private static string? CreateHint(Errno error) => error switch
    {
        Errno.EEXIST => "a namespace or file of that name exists: delete it first or choose another path",
        Errno.ENOENT => "its folder does not exist",
        _ => PrivilegeHint(error),
    };
}

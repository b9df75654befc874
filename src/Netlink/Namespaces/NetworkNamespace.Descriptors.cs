using Microsoft.Win32.SafeHandles;
using NetController.Netlink.Interop;

namespace NetController.Netlink;

/// <content>Descriptors that others hold, or are to be given. They are always duplicated: whoever opened one closes it.</content>
public sealed partial class NetworkNamespace
{
    /// <summary>Opens the namespace an open file stands for. The handle is duplicated and stays the caller's, who may dispose it at once.</summary>
    /// <param name="handle">A handle of a namespace file.</param>
    /// <returns>The namespace, to be disposed by the caller; it has no <see cref="Path"/>.</returns>
    /// <exception cref="NetworkNamespaceException">The file is not a network namespace.</exception>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    public static NetworkNamespace Open(SafeFileHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        var held = false;
        try
        {
            handle.DangerousAddRef(ref held);
            return OpenDescriptor((int)handle.DangerousGetHandle());
        }
        finally
        {
            if (held)
            {
                handle.DangerousRelease();
            }
        }
    }

    /// <summary>Opens the namespace a descriptor of this process stands for, for example one that was inherited or received through a socket. It is duplicated and stays open.</summary>
    /// <param name="descriptor">The descriptor's number.</param>
    /// <returns>The namespace, to be disposed by the caller; it has no <see cref="Path"/>.</returns>
    /// <exception cref="NetworkNamespaceException"><see cref="Errno.EBADF"/>: there is no such descriptor. Otherwise it is not a network namespace.</exception>
    public static NetworkNamespace OpenDescriptor(int descriptor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(descriptor);
        var name = $"/proc/self/fd/{descriptor}";
        var error = NamespaceFile.TryDuplicate(descriptor, out var handle);
        return error is Errno.None ? Take(handle!, name, null) : throw new NetworkNamespaceException("open network namespace", name, error);
    }

    /// <summary>Makes a handle of its own for this namespace, to be handed to others. It is closed when another program is started.</summary>
    /// <returns>The handle, to be disposed by the caller.</returns>
    /// <exception cref="NetworkNamespaceException">The process has too many open files.</exception>
    /// <exception cref="ObjectDisposedException">The namespace has been disposed.</exception>
    public SafeFileHandle DuplicateHandle()
    {
        var held = false;
        try
        {
            Handle.DangerousAddRef(ref held);
            var error = NamespaceFile.TryDuplicate((int)Handle.DangerousGetHandle(), out var handle);
            return error is Errno.None ? handle! : throw new NetworkNamespaceException("duplicate network namespace", Path, error);
        }
        finally
        {
            if (held)
            {
                Handle.DangerousRelease();
            }
        }
    }
}

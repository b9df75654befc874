using Microsoft.Win32.SafeHandles;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace NetController.Netlink.Interop;

/// <summary>System calls about namespace files that are made outside of any foreign namespace.</summary>
internal static unsafe class NamespaceFile
{
    /// <summary>Opens a file without regard to what it is.</summary>
    internal static Errno TryOpen(string path, int flags, ushort mode, out SafeFileHandle? handle)
    {
        handle = null;
        fixed (byte* bytes = Libc.PathBytes(path))
        {
            var descriptor = open(bytes, flags | O_CLOEXEC, mode);
            if (descriptor < 0)
            {
                return Libc.LastError;
            }

            handle = new SafeFileHandle(descriptor, ownsHandle: true);
            return Errno.None;
        }
    }

    /// <summary>Opens a file to be looked at; a pipe or terminal at the path does not make the call wait.</summary>
    internal static Errno TryOpen(string path, out SafeFileHandle? handle) => TryOpen(path, O_RDONLY | O_NONBLOCK, 0, out handle);

    /// <summary>Makes another descriptor of an open file.</summary>
    internal static Errno TryDuplicate(int descriptor, out SafeFileHandle? handle)
    {
        var duplicate = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
        handle = duplicate < 0 ? null : new SafeFileHandle(duplicate, ownsHandle: true);
        return duplicate < 0 ? Libc.LastError : Errno.None;
    }

    /// <summary>Looks whether a file is one that nothing was ever written to, which is what a namespace is bound to; <see cref="Errno.EINVAL"/> when it is another.</summary>
    internal static Errno CheckEmpty(string path)
    {
        stat status = default;
        fixed (byte* bytes = Libc.PathBytes(path))
        {
            if (lstat(bytes, &status) != 0)
            {
                return Libc.LastError;
            }

            return (status.st_mode & S_IFMT) == S_IFREG && status.st_size == 0 ? Errno.None : Errno.EINVAL;
        }
    }

    /// <summary>Creates an empty file where there is none, to bind a namespace to.</summary>
    internal static Errno Create(string path)
    {
        var error = TryOpen(path, O_RDONLY | O_CREAT | O_EXCL, 0, out var handle);
        handle?.Dispose();
        return error;
    }

    /// <summary>Whether an open file is a network namespace.</summary>
    internal static bool IsNetworkNamespace(SafeFileHandle handle) => ioctl((int)handle.DangerousGetHandle(), Libc.NS_GET_NSTYPE) == CLONE_NEWNET;

    /// <summary>Device and inode of an open file.</summary>
    internal static NamespaceIdentity Identify(SafeFileHandle handle)
    {
        stat status = default;
        return fstat((int)handle.DangerousGetHandle(), &status) == 0
            ? new NamespaceIdentity(status.st_dev, status.st_ino)
            : throw new NetworkNamespaceException("identify network namespace", null, Libc.LastError);
    }

    /// <summary>The namespace the calling thread is in.</summary>
    internal static NamespaceIdentity IdentifyCurrent()
    {
        stat status = default;
        fixed (byte* path = "/proc/thread-self/ns/net\0"u8)
        {
            return LibC.stat(path, &status) == 0
                ? new NamespaceIdentity(status.st_dev, status.st_ino)
                : throw new NetworkNamespaceException("identify network namespace", "/proc/thread-self/ns/net", Libc.LastError, "is /proc mounted?");
        }
    }

    /// <summary>Takes every namespace off a file.</summary>
    internal static Errno Detach(string path)
    {
        fixed (byte* bytes = Libc.PathBytes(path))
        {
            while (umount2(bytes, MNT_DETACH | UMOUNT_NOFOLLOW) == 0)
            {
            }

            return Libc.LastError;
        }
    }

    /// <summary>Removes a file.</summary>
    internal static Errno Unlink(string path)
    {
        fixed (byte* bytes = Libc.PathBytes(path))
        {
            return unlink(bytes) == 0 ? Errno.None : Libc.LastError;
        }
    }
}

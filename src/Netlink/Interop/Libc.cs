using System.Runtime.InteropServices;
using System.Text;

namespace NetController.Netlink.Interop;

/// <summary>What the system call binding leaves to its users: error numbers as an enumeration and constants it lacks.</summary>
internal static class Libc
{
    /// <summary>ioctl NS_GET_NSTYPE, linux/nsfs.h: the CLONE_NEW* flag of a namespace file, ENOTTY for any other file.</summary>
    internal const int NS_GET_NSTYPE = 0xb703;

    /// <summary>The error of the system call just made on this thread.</summary>
    internal static Errno LastError => (Errno)Marshal.GetLastPInvokeError();

    /// <summary>A path as the kernel takes it: UTF-8 with a terminating zero.</summary>
    internal static byte[] PathBytes(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("A path cannot contain a zero character.", nameof(path));
        }

        var bytes = new byte[Encoding.UTF8.GetByteCount(path) + 1];
        Encoding.UTF8.GetBytes(path, bytes);
        return bytes;
    }
}

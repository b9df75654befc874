using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace NetController.Store.LiteDb.Interop;

/// <summary>
/// The one call that the base library lacks: open(2) as it is. The base library neither opens directories, which must be synced after
/// a rename, nor a file that another process holds locked, which is how the holder of the store's lock is named.
/// </summary>
internal static class LibC
{
    private const int O_RDONLY = 0;
    private const int O_CLOEXEC = 0x80000;

    /// <summary>Opens a file or folder for reading, whoever has it locked.</summary>
    /// <exception cref="IOException">The kernel refused; the message holds its reason.</exception>
    public static SafeFileHandle OpenReadOnly(string path)
    {
        var name = new byte[Encoding.UTF8.GetByteCount(path) + 1];
        Encoding.UTF8.GetBytes(path, name);
        var descriptor = open(name, O_RDONLY | O_CLOEXEC, 0);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new IOException($"open '{path}': {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
    }

    // LibraryImport would generate pointers, and unsafe code stays in Netlink; every argument here is blittable, so nothing is marshalled.
#pragma warning disable SYSLIB1054
    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open(byte[] path, int flags, int mode);
#pragma warning restore SYSLIB1054
}

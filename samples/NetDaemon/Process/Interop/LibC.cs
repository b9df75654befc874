using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace NetDaemon.Process.Interop;

/// <summary>The system calls that .NET has no words for.</summary>
internal static class LibC
{
    private const uint Unchanged = uint.MaxValue;

    // Of statx(2), whose struct is the same on every machine: the working folder, the mask for the owner, the length, and where the owner is.
    private const int WorkingFolder = -100;
    private const uint OwnerMask = 0x8;
    private const int StatusLength = 256;
    private const int OwnerOffset = 20;

    /// <summary>Sets which permissions new files never have; umask(2).</summary>
    public static void SetUmask(UnixFileMode without) => _ = umask((uint)without);

    /// <summary>Gives a file to a group; chown(2).</summary>
    /// <exception cref="IOException">The kernel refused.</exception>
    public static void SetGroup(string path, uint group)
    {
        if (chown(Encoding.UTF8.GetBytes(path + '\0'), Unchanged, group) != 0)
        {
            throw new IOException($"chgrp {group} {path}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        }
    }

    /// <summary>The number of the user that a file, or what a symbolic link leads to, belongs to; statx(2).</summary>
    /// <exception cref="IOException">The kernel refused.</exception>
    public static uint OwnerOf(string path)
    {
        var status = new byte[StatusLength];
        return statx(WorkingFolder, Encoding.UTF8.GetBytes(path + '\0'), 0, OwnerMask, status) == 0
            ? BitConverter.ToUInt32(status, OwnerOffset)
            : throw new IOException($"stat {path}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
    }

    /// <summary>Ends the process at once, without running anything more; _exit(2).</summary>
    public static void ExitNow(int code) => _exit(code);

#pragma warning disable SYSLIB1054 // LibraryImport would generate pointers; every argument here is blittable, so nothing is marshalled.
    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint umask(uint mode);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int chown(byte[] path, uint owner, uint group);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, [Out] byte[] status);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void _exit(int code);
#pragma warning restore SYSLIB1054
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Tmds.Linux.LibC;

namespace NetController.Netlink.Interop;

/// <summary>Opens a folder under /proc/sys as it is inside a namespace.</summary>
internal sealed unsafe class OpenFolderWork(string path) : NamespaceWork
{
    private readonly byte[] _path = Libc.PathBytes(path);
    private readonly int _flags = O_PATH | O_DIRECTORY | O_CLOEXEC;

    internal int Descriptor { get; private set; } = -1;

    internal Errno Error { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Execute()
    {
        fixed (byte* path = _path)
        {
            Descriptor = open(path, _flags, 0);
            Error = Descriptor < 0 ? (Errno)Marshal.GetLastPInvokeError() : Errno.None;
        }
    }
}

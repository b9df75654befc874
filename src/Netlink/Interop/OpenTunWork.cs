using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Tmds.Linux.LibC;

namespace NetController.Netlink.Interop;

/// <summary>Opens /dev/net/tun, whose descriptor makes devices in the namespace it was opened in. Everything else is done outside.</summary>
internal sealed unsafe class OpenTunWork : NamespaceWork
{
    private readonly byte[] _path = Libc.PathBytes("/dev/net/tun");
    private readonly int _flags = O_RDWR | O_CLOEXEC | O_NONBLOCK;

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

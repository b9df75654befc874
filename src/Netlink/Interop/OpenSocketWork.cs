using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Tmds.Linux.LibC;

namespace NetController.Netlink.Interop;

/// <summary>Opens a netlink socket, which belongs for ever to the namespace it is opened in. Everything else about it is set up outside.</summary>
internal sealed class OpenSocketWork(int protocol) : NamespaceWork
{
    private readonly int _family = AF_NETLINK;
    private readonly int _type = SOCK_RAW | SOCK_CLOEXEC;

    internal int Descriptor { get; private set; } = -1;

    internal Errno Error { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Execute()
    {
        Descriptor = socket(_family, _type, protocol);
        Error = Descriptor < 0 ? (Errno)Marshal.GetLastPInvokeError() : Errno.None;
    }
}

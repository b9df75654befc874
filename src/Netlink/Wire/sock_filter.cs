using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct sock_filter, linux/filter.h: an instruction of a classic packet filter.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct sock_filter
{
    internal ushort code;
    internal byte jt;
    internal byte jf;
    internal uint k;
}

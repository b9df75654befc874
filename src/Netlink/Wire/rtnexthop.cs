using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct rtnexthop, linux/rtnetlink.h: one hop of RTA_MULTIPATH, followed by its own attributes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct rtnexthop
{
    internal ushort rtnh_len;
    internal byte rtnh_flags;
    internal byte rtnh_hops;
    internal int rtnh_ifindex;
}

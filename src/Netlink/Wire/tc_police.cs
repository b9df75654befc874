using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct tc_police, linux/pkt_cls.h: burst in ticks, mtu in bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct tc_police
{
    internal uint index;
    internal int action;
    internal uint limit;
    internal uint burst;
    internal uint mtu;
    internal tc_ratespec rate;
    internal tc_ratespec peakrate;
    internal int refcnt;
    internal int bindcnt;
    internal uint capab;
}

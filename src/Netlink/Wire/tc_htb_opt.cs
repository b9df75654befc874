using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct tc_htb_opt, linux/pkt_sched.h: buffer and cbuffer in ticks, quantum in bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct tc_htb_opt
{
    internal tc_ratespec rate;
    internal tc_ratespec ceil;
    internal uint buffer;
    internal uint cbuffer;
    internal uint quantum;
    internal uint level;
    internal uint prio;
}

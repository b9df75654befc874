using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct tc_htb_glob, linux/pkt_sched.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct tc_htb_glob
{
    internal uint version;
    internal uint rate2quantum;
    internal uint defcls;
    internal uint debug;
    internal uint direct_pkts;
}

using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct tc_tbf_qopt, linux/pkt_sched.h: limit in bytes; buffer and mtu in ticks.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct tc_tbf_qopt
{
    internal tc_ratespec rate;
    internal tc_ratespec peakrate;
    internal uint limit;
    internal uint buffer;
    internal uint mtu;
}

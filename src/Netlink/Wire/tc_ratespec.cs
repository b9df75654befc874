using System.Runtime.InteropServices;

namespace NetController.Netlink.Wire;

/// <summary>struct tc_ratespec, linux/pkt_sched.h: a rate in bytes per second, all ones when an attribute of 64 bits has it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct tc_ratespec
{
    internal byte cell_log;
    internal byte linklayer;
    internal ushort overhead;
    internal short cell_align;
    internal ushort mpu;
    internal uint rate;
}

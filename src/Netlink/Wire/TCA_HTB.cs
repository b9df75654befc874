namespace NetController.Netlink.Wire;

/// <summary>Options of the hierarchical token bucket and of its classes, linux/pkt_sched.h.</summary>
internal enum TCA_HTB : ushort
{
    PARMS = 1,
    INIT = 2,
    CTAB = 3,
    RTAB = 4,
    DIRECT_QLEN = 5,
    RATE64 = 6,
    CEIL64 = 7,
}

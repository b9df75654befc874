namespace NetController.Netlink.Wire;

/// <summary>Options of the token bucket filter, linux/pkt_sched.h.</summary>
internal enum TCA_TBF : ushort
{
    PARMS = 1,
    RTAB = 2,
    PTAB = 3,
    RATE64 = 4,
    PRATE64 = 5,
    BURST = 6,
    PBURST = 7,
}

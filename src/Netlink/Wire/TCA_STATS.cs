namespace NetController.Netlink.Wire;

/// <summary>Counters, inside TCA_STATS2 and TCA_ACT_STATS, linux/gen_stats.h.</summary>
internal enum TCA_STATS : ushort
{
    BASIC = 1,
    RATE_EST = 2,
    QUEUE = 3,
    APP = 4,
    PKT64 = 8,
}

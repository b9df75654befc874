namespace NetController.Netlink.Wire;

/// <summary>Attributes inside RTA_METRICS, linux/rtnetlink.h.</summary>
internal enum RTAX : ushort
{
    LOCK = 1,
    MTU = 2,
    WINDOW = 3,
    RTT = 4,
    RTTVAR = 5,
    SSTHRESH = 6,
    CWND = 7,
    ADVMSS = 8,
    REORDERING = 9,
    HOPLIMIT = 10,
    INITCWND = 11,
    FEATURES = 12,
    RTO_MIN = 13,
    INITRWND = 14,
    QUICKACK = 15,
    CC_ALGO = 16,
    FASTOPEN_NO_COOKIE = 17,
}

namespace NetController.Netlink.Wire;

/// <summary>Route attributes, linux/rtnetlink.h.</summary>
internal enum RTA : ushort
{
    DST = 1,
    SRC = 2,
    IIF = 3,
    OIF = 4,
    GATEWAY = 5,
    PRIORITY = 6,
    PREFSRC = 7,
    METRICS = 8,
    MULTIPATH = 9,
    FLOW = 11,
    CACHEINFO = 12,
    TABLE = 15,
    MARK = 16,
    VIA = 18,
    PREF = 20,
    ENCAP_TYPE = 21,
    ENCAP = 22,
    EXPIRES = 23,
    UID = 25,
    TTL_PROPAGATE = 26,
    IP_PROTO = 27,
    SPORT = 28,
    DPORT = 29,
    NH_ID = 30,
}

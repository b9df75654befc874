namespace NetController.Netlink.Wire;

/// <summary>Link attributes, linux/if_link.h.</summary>
internal enum IFLA : ushort
{
    ADDRESS = 1,
    BROADCAST = 2,
    IFNAME = 3,
    MTU = 4,
    LINK = 5,
    QDISC = 6,
    MASTER = 10,
    TXQLEN = 13,
    OPERSTATE = 16,
    LINKMODE = 17,
    LINKINFO = 18,
    NET_NS_PID = 19,
    IFALIAS = 20,
    AF_SPEC = 26,
    GROUP = 27,
    NET_NS_FD = 28,
    EXT_MASK = 29,
    NUM_TX_QUEUES = 31,
    NUM_RX_QUEUES = 32,
    CARRIER = 33,
    LINK_NETNSID = 37,
    TARGET_NETNSID = 46,
    MIN_MTU = 50,
    MAX_MTU = 51,
    PROP_LIST = 52,
    ALT_IFNAME = 53,
}

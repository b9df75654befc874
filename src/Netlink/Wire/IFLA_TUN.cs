namespace NetController.Netlink.Wire;

/// <summary>Tun and tap attributes inside IFLA_INFO_DATA, linux/if_link.h.</summary>
internal enum IFLA_TUN : ushort
{
    OWNER = 1,
    GROUP = 2,
    TYPE = 3,
    PI = 4,
    VNET_HDR = 5,
    PERSIST = 6,
    MULTI_QUEUE = 7,
    NUM_QUEUES = 8,
    NUM_DISABLED_QUEUES = 9,
}

namespace NetController.Netlink.Wire;

/// <summary>Bridge port attributes inside IFLA_INFO_SLAVE_DATA, linux/if_link.h.</summary>
internal enum IFLA_BRPORT : ushort
{
    STATE = 1,
    PRIORITY = 2,
    COST = 3,
    MODE = 4,
    GUARD = 5,
    PROTECT = 6,
    FAST_LEAVE = 7,
    LEARNING = 8,
    UNICAST_FLOOD = 9,
    PROXYARP = 10,
    MCAST_FLOOD = 27,
    BCAST_FLOOD = 30,
    NEIGH_SUPPRESS = 32,
    ISOLATED = 33,
}

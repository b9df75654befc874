namespace NetController.Netlink.Wire;

/// <summary>What to do with the addresses of IFLA_MACVLAN_MACADDR_DATA, linux/if_link.h.</summary>
internal enum MACVLAN_MACADDR : uint
{
    ADD = 0,
    DEL = 1,
    FLUSH = 2,
    SET = 3,
}

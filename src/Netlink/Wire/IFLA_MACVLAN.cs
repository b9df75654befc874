namespace NetController.Netlink.Wire;

/// <summary>Macvlan attributes inside IFLA_INFO_DATA, linux/if_link.h.</summary>
internal enum IFLA_MACVLAN : ushort
{
    MODE = 1,
    FLAGS = 2,
    MACADDR_MODE = 3,
    MACADDR = 4,
    MACADDR_DATA = 5,
    MACADDR_COUNT = 6,
    BC_QUEUE_LEN = 7,
    BC_QUEUE_LEN_USED = 8,
}

namespace NetController.Netlink.Wire;

/// <summary>Ipvlan attributes inside IFLA_INFO_DATA, linux/if_link.h.</summary>
internal enum IFLA_IPVLAN : ushort
{
    MODE = 1,
    FLAGS = 2,
}

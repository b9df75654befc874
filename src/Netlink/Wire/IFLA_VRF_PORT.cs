namespace NetController.Netlink.Wire;

/// <summary>Attributes of a port of a VRF inside IFLA_INFO_SLAVE_DATA, linux/if_link.h.</summary>
internal enum IFLA_VRF_PORT : ushort
{
    TABLE = 1,
}

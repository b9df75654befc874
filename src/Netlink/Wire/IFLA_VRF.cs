namespace NetController.Netlink.Wire;

/// <summary>VRF attributes inside IFLA_INFO_DATA, linux/if_link.h.</summary>
internal enum IFLA_VRF : ushort
{
    TABLE = 1,
}

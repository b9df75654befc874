namespace NetController.Netlink.Wire;

/// <summary>Attributes inside IFLA_AF_SPEC of AF_BRIDGE messages, linux/if_bridge.h.</summary>
internal enum IFLA_BRIDGE : ushort
{
    FLAGS = 0,
    MODE = 1,
    VLAN_INFO = 2,
    VLAN_TUNNEL_INFO = 3,
}

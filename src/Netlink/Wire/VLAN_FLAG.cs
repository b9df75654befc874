namespace NetController.Netlink.Wire;

/// <summary>Bits of IFLA_VLAN_FLAGS, linux/if_vlan.h.</summary>
[Flags]
internal enum VLAN_FLAG : uint
{
    REORDER_HDR = 1,
    GVRP = 2,
    LOOSE_BINDING = 4,
    MVRP = 8,
    BRIDGE_BINDING = 16,
}

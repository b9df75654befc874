namespace NetController.Netlink.Wire;

/// <summary>Bits of IFLA_BRIDGE_FLAGS, linux/if_bridge.h.</summary>
[Flags]
internal enum BRIDGE_FLAGS : ushort
{
    MASTER = 1,
    SELF = 2,
}

namespace NetController.Netlink.Wire;

/// <summary>Numbers of the bits of struct br_boolopt_multi, linux/if_bridge.h.</summary>
internal enum BR_BOOLOPT : int
{
    NO_LL_LEARN = 0,
    MCAST_VLAN_SNOOPING = 1,
    MST_ENABLE = 2,
}

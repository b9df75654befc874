namespace NetController.Netlink.Wire;

/// <summary>Subsystems of netfilter, the upper byte of a message type, linux/netfilter/nfnetlink.h.</summary>
internal enum NFNL_SUBSYS : byte
{
    NONE = 0,
    CTNETLINK = 1,
    CTNETLINK_EXP = 2,
    NFTABLES = 10,
}

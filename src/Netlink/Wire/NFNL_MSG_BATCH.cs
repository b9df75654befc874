namespace NetController.Netlink.Wire;

/// <summary>The messages around a netfilter transaction, linux/netfilter/nfnetlink.h.</summary>
internal enum NFNL_MSG_BATCH : ushort
{
    BEGIN = NLMSG.MIN_TYPE,
    END = NLMSG.MIN_TYPE + 1,
}

namespace NetController.Netlink.Wire;

/// <summary>What TCP adds to a flow, linux/netfilter/nfnetlink_conntrack.h.</summary>
internal enum CTA_PROTOINFO_TCP : ushort
{
    STATE = 1,
}

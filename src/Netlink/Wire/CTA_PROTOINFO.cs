namespace NetController.Netlink.Wire;

/// <summary>What a protocol adds to a flow, linux/netfilter/nfnetlink_conntrack.h.</summary>
internal enum CTA_PROTOINFO : ushort
{
    TCP = 1,
}

namespace NetController.Netlink.Wire;

/// <summary>Counters of one direction of a flow, linux/netfilter/nfnetlink_conntrack.h.</summary>
internal enum CTA_COUNTERS : ushort
{
    PACKETS = 1,
    BYTES = 2,
}

namespace NetController.Netlink.Wire;

/// <summary>When a flow began and ended, in nanoseconds since 1970, linux/netfilter/nfnetlink_conntrack.h.</summary>
internal enum CTA_TIMESTAMP : ushort
{
    START = 1,
    STOP = 2,
}

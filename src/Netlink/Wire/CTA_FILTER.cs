namespace NetController.Netlink.Wire;

/// <summary>Which fields of the tuples in a request are conditions, linux/netfilter/nfnetlink_conntrack.h.</summary>
internal enum CTA_FILTER : ushort
{
    ORIG_FLAGS = 1,
    REPLY_FLAGS = 2,
}

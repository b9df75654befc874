namespace NetController.Netlink.Wire;

/// <summary>How full the table of flows is, linux/netfilter/nfnetlink_conntrack.h.</summary>
internal enum CTA_STATS_GLOBAL : ushort
{
    ENTRIES = 1,
    MAX_ENTRIES = 2,
}

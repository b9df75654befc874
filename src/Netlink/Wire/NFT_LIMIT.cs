namespace NetController.Netlink.Wire;

/// <summary>What a limit counts, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_LIMIT
{
    PKTS = 0,
    PKT_BYTES = 1,
}

namespace NetController.Netlink.Wire;

/// <summary>Flags of a limit of a rate, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_LIMIT_F
{
    INV = 1,
}

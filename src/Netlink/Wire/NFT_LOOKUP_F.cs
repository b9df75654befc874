namespace NetController.Netlink.Wire;

/// <summary>Flags of a look into a set, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_LOOKUP_F
{
    INV = 1,
}

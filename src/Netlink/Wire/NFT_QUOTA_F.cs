namespace NetController.Netlink.Wire;

/// <summary>Flags of a quota, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_QUOTA_F
{
    INV = 1,
    DEPLETED = 2,
}

namespace NetController.Netlink.Wire;

/// <summary>Flags of a change of a set, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_DYNSET_F
{
    INV = 1,
    EXPR = 2,
}

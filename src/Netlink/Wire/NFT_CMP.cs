namespace NetController.Netlink.Wire;

/// <summary>Comparisons, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_CMP
{
    EQ = 0,
    NEQ = 1,
    LT = 2,
    LTE = 3,
    GT = 4,
    GTE = 5,
}

namespace NetController.Netlink.Wire;

/// <summary>Whether a value is to be in a range or outside, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_RANGE
{
    EQ = 0,
    NEQ = 1,
}

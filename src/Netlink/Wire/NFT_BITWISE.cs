namespace NetController.Netlink.Wire;

/// <summary>What is done to bits, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_BITWISE
{
    MASK_XOR = 0,
    LSHIFT = 1,
    RSHIFT = 2,
}

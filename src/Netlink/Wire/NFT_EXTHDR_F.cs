namespace NetController.Netlink.Wire;

/// <summary>Flags of an expression about an extension header, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_EXTHDR_F
{
    PRESENT = 1,
}

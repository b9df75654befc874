namespace NetController.Netlink.Wire;

/// <summary>Directions of a translation, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_NAT
{
    SNAT = 0,
    DNAT = 1,
}

namespace NetController.Netlink.Wire;

/// <summary>Flags of a limit of connections, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_CONNLIMIT_F
{
    INV = 1,
}

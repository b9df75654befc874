namespace NetController.Netlink.Wire;

/// <summary>Flags of an element, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_SET_ELEM : uint
{
    INTERVAL_END = 1,
    CATCHALL = 2,
}

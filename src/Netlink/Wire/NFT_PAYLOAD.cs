namespace NetController.Netlink.Wire;

/// <summary>Where offsets into a packet count from, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_PAYLOAD
{
    LL_HEADER = 0,
    NETWORK_HEADER = 1,
    TRANSPORT_HEADER = 2,
    INNER_HEADER = 3,
}

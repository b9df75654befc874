namespace NetController.Netlink.Wire;

/// <summary>Kinds of checksum, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_PAYLOAD_CSUM
{
    NONE = 0,
    INET = 1,
    SCTP = 2,
}

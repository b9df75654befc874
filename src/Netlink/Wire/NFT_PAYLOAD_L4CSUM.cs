namespace NetController.Netlink.Wire;

/// <summary>Flags of a checksum, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_PAYLOAD_L4CSUM
{
    PSEUDOHDR = 1,
}

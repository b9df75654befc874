namespace NetController.Netlink.Wire;

/// <summary>Which way bytes are turned, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_BYTEORDER
{
    NTOH = 0,
    HTON = 1,
}

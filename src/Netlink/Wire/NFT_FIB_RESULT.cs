namespace NetController.Netlink.Wire;

/// <summary>What is asked of the routing table, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_FIB_RESULT
{
    OIF = 1,
    OIFNAME = 2,
    ADDRTYPE = 3,
}

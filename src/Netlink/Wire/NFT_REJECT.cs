namespace NetController.Netlink.Wire;

/// <summary>Ways to reject, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_REJECT
{
    ICMP_UNREACH = 0,
    TCP_RST = 1,
    ICMPX_UNREACH = 2,
}

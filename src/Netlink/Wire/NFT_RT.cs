namespace NetController.Netlink.Wire;

/// <summary>What is known of a packet's route, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_RT
{
    CLASSID = 0,
    NEXTHOP4 = 1,
    NEXTHOP6 = 2,
    TCPMSS = 3,
    XFRM = 4,
}

namespace NetController.Netlink.Wire;

/// <summary>Kinds of extension header and option, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_EXTHDR_OP
{
    IPV6 = 0,
    TCPOPT = 1,
    IPV4 = 2,
    SCTP = 3,
    DCCP = 4,
}

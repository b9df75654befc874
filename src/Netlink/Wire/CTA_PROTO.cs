namespace NetController.Netlink.Wire;

/// <summary>Protocol, ports and ICMP fields of one direction of a flow, linux/netfilter/nfnetlink_conntrack.h.</summary>
internal enum CTA_PROTO : ushort
{
    NUM = 1,
    SRC_PORT = 2,
    DST_PORT = 3,
    ICMP_ID = 4,
    ICMP_TYPE = 5,
    ICMP_CODE = 6,
    ICMPV6_ID = 7,
    ICMPV6_TYPE = 8,
    ICMPV6_CODE = 9,
}

namespace NetController.Netlink.Wire;

/// <summary>Reasons to reject that hold for IPv4 and IPv6, linux/netfilter/nf_tables.h.</summary>
internal enum NFT_REJECT_ICMPX
{
    NO_ROUTE = 0,
    PORT_UNREACH = 1,
    HOST_UNREACH = 2,
    ADMIN_PROHIBITED = 3,
}

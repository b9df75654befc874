namespace NetController.Netlink.Wire;

/// <summary>Attributes of one direction of a flow, linux/netfilter/nfnetlink_conntrack.h.</summary>
internal enum CTA_TUPLE : ushort
{
    IP = 1,
    PROTO = 2,
    ZONE = 3,
}

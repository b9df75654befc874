namespace NetController.Netlink.Wire;

/// <summary>Addresses of one direction of a flow, linux/netfilter/nfnetlink_conntrack.h.</summary>
internal enum CTA_IP : ushort
{
    V4_SRC = 1,
    V4_DST = 2,
    V6_SRC = 3,
    V6_DST = 4,
}

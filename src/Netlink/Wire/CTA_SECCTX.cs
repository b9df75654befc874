namespace NetController.Netlink.Wire;

/// <summary>The security context of a flow, linux/netfilter/nfnetlink_conntrack.h.</summary>
internal enum CTA_SECCTX : ushort
{
    NAME = 1,
}

namespace NetController.Netlink.Wire;

/// <summary>The helper of a flow, linux/netfilter/nfnetlink_conntrack.h.</summary>
internal enum CTA_HELP : ushort
{
    NAME = 1,
}

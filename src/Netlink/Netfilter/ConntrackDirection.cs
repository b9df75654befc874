namespace NetController.Netlink;

/// <summary>Which way a packet goes within its connection (<c>IP_CT_DIR_*</c>, linux/netfilter/nf_conntrack_tuple_common.h).</summary>
public enum ConntrackDirection
{
    /// <summary>The way of the first packet; <c>original</c>.</summary>
    Original,

    /// <summary>The way back; <c>reply</c>.</summary>
    Reply,
}

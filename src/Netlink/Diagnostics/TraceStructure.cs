namespace NetController.Netlink.Diagnostics;

/// <summary>The fixed structure that a kind of message begins with.</summary>
internal sealed class TraceStructure(string name, params TraceField[] fields)
{
    internal static readonly TraceStructure Link = new("ifinfomsg", new("ifi_family", 1), new("", 1), new("ifi_type", 2), new("ifi_index", 4), new("ifi_flags", 4), new("ifi_change", 4));

    internal static readonly TraceStructure Address = new("ifaddrmsg", new("ifa_family", 1), new("ifa_prefixlen", 1), new("ifa_flags", 1), new("ifa_scope", 1), new("ifa_index", 4));

    internal static readonly TraceStructure Route = new(
        "rtmsg", new("rtm_family", 1), new("rtm_dst_len", 1), new("rtm_src_len", 1), new("rtm_tos", 1), new("rtm_table", 1), new("rtm_protocol", 1), new("rtm_scope", 1), new("rtm_type", 1), new("rtm_flags", 4));

    internal static readonly TraceStructure Neighbour = new("ndmsg", new("ndm_family", 1), new("", 3), new("ndm_ifindex", 4), new("ndm_state", 2), new("ndm_flags", 1), new("ndm_type", 1));

    internal static readonly TraceStructure Netfilter = new("nfgenmsg", new("nfgen_family", 1), new("version", 1), new("res_id", 2, IsBigEndian: true));

    internal static readonly TraceStructure Hop = new("rtnexthop", new("rtnh_len", 2), new("rtnh_flags", 1), new("rtnh_hops", 1), new("rtnh_ifindex", 4));

    internal string Name => name;

    internal ReadOnlySpan<TraceField> Fields => fields;

    internal int Size { get; } = fields.Sum(static field => field.Size);
}

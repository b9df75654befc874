using System.Collections.Frozen;

namespace NetController.Netlink.NfTables;

/// <summary>The line that says what keys and data are: <c>type ipv4_addr . inet_service : verdict</c>, or, where nft has no word for a type, <c>typeof</c> and fields that are of it.</summary>
internal static class NftTypeText
{
    private static readonly FrozenDictionary<NftDataType, string> Wordless = new Dictionary<NftDataType, string>
    {
        [NftDataType.Integer(1, isHostOrder: false)] = "ip ttl",
        [NftDataType.Integer(2, isHostOrder: false)] = "ip length",
        [NftDataType.Integer(3, isHostOrder: false)] = "ip6 flowlabel",
        [NftDataType.Integer(4, isHostOrder: false)] = "tcp sequence",
        [NftDataType.Text(16)] = "osf name",
        [NftDataType.Instant] = "meta time",
        [NftDataType.Hour] = "meta hour",
        [NftDataType.Day] = "meta day",
    }.ToFrozenDictionary();

    // For the other parts of a concatenation that needs "typeof", and for the other side of a map.
    private static readonly FrozenDictionary<NftDataType, string> Fields = new Dictionary<NftDataType, string>
    {
        [NftDataType.NfProtocol] = "meta nfproto",
        [NftDataType.Ipv4Address] = "ip saddr",
        [NftDataType.Ipv6Address] = "ip6 saddr",
        [NftDataType.EthernetAddress] = "ether saddr",
        [NftDataType.EthernetType] = "ether type",
        [NftDataType.InetProtocol] = "meta l4proto",
        [NftDataType.InetService] = "th dport",
        [NftDataType.IcmpType] = "icmp type",
        [NftDataType.Icmpv6Type] = "icmpv6 type",
        [NftDataType.TcpFlag] = "tcp flags",
        [NftDataType.Mark] = "meta mark",
        [NftDataType.InterfaceIndex] = "meta iif",
        [NftDataType.InterfaceName] = "meta iifname",
        [NftDataType.ClassId] = "meta priority",
        [NftDataType.UserId] = "meta skuid",
        [NftDataType.GroupId] = "meta skgid",
        [NftDataType.ConntrackState] = "ct state",
        [NftDataType.ConntrackDirection] = "ct direction",
        [NftDataType.PacketType] = "meta pkttype",
        [NftDataType.InterfaceGroup] = "meta iifgroup",
        [NftDataType.Dscp] = "ip dscp",
        [NftDataType.Ecn] = "ip ecn",
        [NftDataType.Verdict] = "verdict",
    }.ToFrozenDictionary();

    internal static string Format(NftDataType key, NftDataType? data)
    {
        var isWordless = IsWordless(key) || (data is not null && IsWordless(data));
        var keyText = isWordless ? FieldsOf(key) : key.Name;
        var range = data?.HalfOfRange;
        var dataText = data is null ? "" : $" : {(range is null ? "" : "interval ")}{(isWordless ? FieldsOf(range ?? data) : (range ?? data).Name)}";
        return $"{(isWordless ? "typeof" : "type")} {keyText}{dataText}";
    }

    private static bool IsWordless(NftDataType type) => type.Parts.IsEmpty ? Wordless.ContainsKey(type) : type.Parts.Any(IsWordless);

    private static string FieldsOf(NftDataType type) => type.Parts.IsEmpty
        ? Wordless.GetValueOrDefault(type) ?? Fields.GetValueOrDefault(type) ?? type.Name
        : string.Join(" . ", type.Parts.Select(FieldsOf));
}

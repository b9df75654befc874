namespace NetController.Netlink.NfTables;

/// <summary>A property of a connection, and what it is: <c>ct state</c>, <c>ct original ip saddr</c>.</summary>
internal readonly record struct ConntrackWord(string Text, NftDataType Type, bool IsUnsayable = false)
{
    internal static ConntrackWord Of(NftConntrackKey key, ProtocolContext protocols) => key switch
    {
        NftConntrackKey.State => new("state", NftDataType.ConntrackState),
        NftConntrackKey.Direction => new("direction", NftDataType.ConntrackDirection),
        NftConntrackKey.Status => new("status", NftDataType.ConntrackStatus),
        NftConntrackKey.Mark => new("mark", NftDataType.Mark),
        NftConntrackKey.Expiration => new("expiration", NftDataType.Duration),
        NftConntrackKey.Helper => new("helper", NftDataType.Text(16)),
        NftConntrackKey.NetworkProtocol => new("l3proto", NftDataType.NfProtocol),
        NftConntrackKey.Source => Address("saddr", protocols),
        NftConntrackKey.Destination => Address("daddr", protocols),
        NftConntrackKey.TransportProtocol => new("protocol", NftDataType.InetProtocol),
        NftConntrackKey.SourcePort => new("proto-src", NftDataType.InetService, !protocols.HasTransport),
        NftConntrackKey.DestinationPort => new("proto-dst", NftDataType.InetService, !protocols.HasTransport),
        NftConntrackKey.Labels => new("label", NftDataType.ConntrackLabel),
        NftConntrackKey.Packets => new("packets", Number(8)),
        NftConntrackKey.Bytes => new("bytes", Number(8)),
        NftConntrackKey.AveragePacket => new("avgpkt", Number(8)),
        NftConntrackKey.Zone => new("zone", Number(2)),
        NftConntrackKey.EventMask => new("event", NftDataType.ConntrackEvent),
        NftConntrackKey.IpSource => Address("ip saddr", ProtocolHeaders.Ip, NftDataType.Ipv4Address, protocols),
        NftConntrackKey.IpDestination => Address("ip daddr", ProtocolHeaders.Ip, NftDataType.Ipv4Address, protocols),
        NftConntrackKey.Ip6Source => Address("ip6 saddr", ProtocolHeaders.Ip6, NftDataType.Ipv6Address, protocols),
        NftConntrackKey.Ip6Destination => Address("ip6 daddr", ProtocolHeaders.Ip6, NftDataType.Ipv6Address, protocols),
        NftConntrackKey.Id => new("id", NftDataType.Integer(4, isHostOrder: false)),
        NftConntrackKey.SecurityMark => new("secmark", Number(4), IsUnsayable: true),
        _ => new($"{(int)key}", Number(4), IsUnsayable: true),
    };

    /// <summary>The words, with the direction where there is one.</summary>
    internal static string Phrase(ConntrackWord word, ConntrackDirection? direction) => direction switch
    {
        null => $"ct {word.Text}",
        ConntrackDirection.Original => $"ct original {word.Text}",
        _ => $"ct reply {word.Text}",
    };

    // nft knows how long the address is from the family only.
    private static ConntrackWord Address(string name, ProtocolContext protocols) =>
        new(name, protocols.Network == ProtocolHeaders.Ip6 ? NftDataType.Ipv6Address : NftDataType.Ipv4Address, protocols.Network is null);

    // nft refuses addresses of another family than that of the matches before.
    private static ConntrackWord Address(string text, ProtocolHeader family, NftDataType type, ProtocolContext protocols) =>
        new(text, type, protocols.IsNetworkMixed || (protocols.Network ?? family) != family);

    private static NftDataType Number(int length) => NftDataType.Integer(length, isHostOrder: true);
}

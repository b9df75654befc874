namespace NetController.Netlink.NfTables;

/// <summary>The headers that nft 1.0.6 knows the fields of (<c>nft describe</c>). Fields that depend on the value of another are left to the notation of plain bytes.</summary>
internal static class ProtocolHeaders
{
    internal const int VlanNumber = 0x8100;

    private const NftPayloadBase Link = NftPayloadBase.LinkHeader;
    private const NftPayloadBase Network = NftPayloadBase.NetworkHeader;
    private const NftPayloadBase Transport = NftPayloadBase.TransportHeader;

    internal static readonly ProtocolHeader Ethernet = new(
        "ether",
        Link,
        [
            new("daddr", 0, 48, NftDataType.EthernetAddress), new("saddr", 48, 48, NftDataType.EthernetAddress),
            new("type", 96, 16, NftDataType.EthernetType) { Decides = DependencyKind.EtherType },
        ]);

    /// <summary>The tag inside an Ethernet header.</summary>
    internal static readonly ProtocolHeader Vlan = new(
        "vlan",
        Link,
        [
            Number("pcp", 112, 3), Number("dei", 115, 1), Number("id", 116, 12),
            new("type", 128, 16, NftDataType.EthernetType) { Decides = DependencyKind.VlanType },
        ])
    { Number = VlanNumber };

    internal static readonly ProtocolHeader Arp = new(
        "arp",
        Network,
        [
            Number("htype", 0, 16), new("ptype", 16, 16, NftDataType.EthernetType), Number("hlen", 32, 8), Number("plen", 40, 8),
            new("operation", 48, 16, NftDataType.ArpOperation),
            new("saddr ether", 64, 48, NftDataType.EthernetAddress), new("saddr ip", 112, 32, NftDataType.Ipv4Address),
            new("daddr ether", 144, 48, NftDataType.EthernetAddress), new("daddr ip", 192, 32, NftDataType.Ipv4Address),
        ])
    { Number = 0x0806 };

    internal static readonly ProtocolHeader Ip = new(
        "ip",
        Network,
        [
            Number("version", 0, 4), Number("hdrlength", 4, 4), new("dscp", 8, 6, NftDataType.Dscp), new("ecn", 14, 2, NftDataType.Ecn),
            Number("length", 16, 16), Number("id", 32, 16), Number("frag-off", 48, 16), Number("ttl", 64, 8),
            new("protocol", 72, 8, NftDataType.InetProtocol) { Decides = DependencyKind.IpProtocol }, Number("checksum", 80, 16),
            new("saddr", 96, 32, NftDataType.Ipv4Address), new("daddr", 128, 32, NftDataType.Ipv4Address),
        ])
    { Number = 0x0800, ChecksumOffset = 10 };

    internal static readonly ProtocolHeader Ip6 = new(
        "ip6",
        Network,
        [
            Number("version", 0, 4), new("dscp", 4, 6, NftDataType.Dscp), new("ecn", 10, 2, NftDataType.Ecn), Number("flowlabel", 12, 20),
            Number("length", 32, 16), new("nexthdr", 48, 8, NftDataType.InetProtocol) { Decides = DependencyKind.Ip6NextHeader },
            Number("hoplimit", 56, 8), new("saddr", 64, 128, NftDataType.Ipv6Address), new("daddr", 192, 128, NftDataType.Ipv6Address),
        ])
    { Number = 0x86dd };

    /// <summary>What all transport protocols with ports have in common.</summary>
    internal static readonly ProtocolHeader AnyTransport = new("th", Transport, [Port("sport", 0), Port("dport", 16)]);

    private static readonly ProtocolHeader[] Transports =
    [
        new("icmp", Transport, [new("type", 0, 8, NftDataType.IcmpType), new("code", 8, 8, NftDataType.IcmpCode), Number("checksum", 16, 16)])
        {
            Number = 1, ChecksumOffset = 2, Below = Ip,
        },
        new("igmp", Transport, [new("type", 0, 8, NftDataType.IgmpType), Number("mrt", 8, 8), Number("checksum", 16, 16)])
        {
            Number = 2, ChecksumOffset = 2, Below = Ip,
        },
        new(
            "tcp",
            Transport,
            [
                Port("sport", 0), Port("dport", 16), Number("sequence", 32, 32), Number("ackseq", 64, 32), Number("doff", 96, 4), Number("reserved", 100, 4),
                new("flags", 104, 8, NftDataType.TcpFlag), Number("window", 112, 16), Number("checksum", 128, 16), Number("urgptr", 144, 16),
            ]) { Number = 6, ChecksumOffset = 16 },
        new("udp", Transport, [Port("sport", 0), Port("dport", 16), Number("length", 32, 16), Number("checksum", 48, 16)]) { Number = 17, ChecksumOffset = 6 },
        new("dccp", Transport, [Port("sport", 0), Port("dport", 16), new("type", 67, 4, NftDataType.DccpPacketType)]) { Number = 33 },
        new("esp", Transport, [Number("spi", 0, 32), Number("sequence", 32, 32)]) { Number = 50 },
        new("ah", Transport, [Number("hdrlength", 8, 8), Number("reserved", 16, 16), Number("spi", 32, 32), Number("sequence", 64, 32)]) { Number = 51 },
        new("icmpv6", Transport, [new("type", 0, 8, NftDataType.Icmpv6Type), new("code", 8, 8, NftDataType.Icmpv6Code), Number("checksum", 16, 16)])
        {
            Number = 58, ChecksumOffset = 2, Below = Ip6,
        },
        new("comp", Transport, [Number("flags", 8, 8), Number("cpi", 16, 16)]) { Number = 108 },
        new("sctp", Transport, [Port("sport", 0), Port("dport", 16), Number("vtag", 32, 32), Number("checksum", 64, 32)]) { Number = 132 },
        new("udplite", Transport, [Port("sport", 0), Port("dport", 16), Number("checksum", 48, 16)]) { Number = 136 },
    ];

    /// <summary>The transport protocol of this number, if nft knows its header.</summary>
    internal static ProtocolHeader? OfTransport(int number) => Array.Find(Transports, header => header.Number == number);

    /// <summary>The network protocol of this Ethernet type, if nft knows its header.</summary>
    internal static ProtocolHeader? OfEthernetType(int number) => Array.Find([Ip, Ip6, Arp], header => header.Number == number);

    private static PayloadField Number(string name, int bit, int bits) => new(name, bit, bits, NftDataType.Integer((bits + 7) / 8, isHostOrder: false));

    private static PayloadField Port(string name, int bit) => new(name, bit, 16, NftDataType.InetService);
}

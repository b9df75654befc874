namespace NetController.Netlink.NfTables;

/// <content>The fields that rules of hosts and containers look at. Others are written with the expressions themselves.</content>
public sealed partial class NftField
{
    /// <summary>ARPHRD_ETHER.</summary>
    internal static readonly NftValue Ethernet = new(BitConverter.GetBytes((ushort)1));

    private static readonly NftExpressionList NoCheck = NftExpressionList.Empty;
    private static readonly NftExpressionList OfIp = [new NftMeta(NftMetaKey.NetworkProtocol), new NftCompare(NftComparison.Equal, NftValue.FromByte((byte)NftFamily.Ip))];
    private static readonly NftExpressionList OfIp6 = [new NftMeta(NftMetaKey.NetworkProtocol), new NftCompare(NftComparison.Equal, NftValue.FromByte((byte)NftFamily.Ip6))];
    private static readonly NftExpressionList OfEthernet = [new NftMeta(NftMetaKey.InputInterfaceType), new NftCompare(NftComparison.Equal, Ethernet)];

    /// <summary>The name of the interface the packet came in by; <c>iifname</c>.</summary>
    public static NftField InputInterfaceName { get; } = Meta("iifname", NftMetaKey.InputInterfaceName, NftDataType.InterfaceName);

    /// <summary>The name of the interface it leaves by; <c>oifname</c>.</summary>
    public static NftField OutputInterfaceName { get; } = Meta("oifname", NftMetaKey.OutputInterfaceName, NftDataType.InterfaceName);

    /// <summary>The number of the interface it came in by; <c>iif</c>.</summary>
    public static NftField InputInterface { get; } = Meta("iif", NftMetaKey.InputInterface, NftDataType.InterfaceIndex, isHostOrder: true);

    /// <summary>The number of the interface it leaves by; <c>oif</c>.</summary>
    public static NftField OutputInterface { get; } = Meta("oif", NftMetaKey.OutputInterface, NftDataType.InterfaceIndex, isHostOrder: true);

    /// <summary>Its mark; <c>meta mark</c>.</summary>
    public static NftField Mark { get; } = Meta("meta mark", NftMetaKey.Mark, NftDataType.Mark, isHostOrder: true);

    /// <summary>For this host, broadcast, multicast, …; <c>meta pkttype</c>.</summary>
    public static NftField PacketType { get; } = Meta("meta pkttype", NftMetaKey.PacketType, NftDataType.PacketType);

    /// <summary>IPv4 or IPv6; <c>meta nfproto</c>.</summary>
    public static NftField NetworkProtocol { get; } = Meta("meta nfproto", NftMetaKey.NetworkProtocol, NftDataType.NfProtocol);

    /// <summary>The transport protocol; <c>meta l4proto</c>.</summary>
    public static NftField TransportProtocol { get; } = Meta("meta l4proto", NftMetaKey.TransportProtocol, NftDataType.InetProtocol);

    /// <summary>The user whose socket it is from; <c>meta skuid</c>.</summary>
    public static NftField SocketUser { get; } = Meta("meta skuid", NftMetaKey.SocketUser, NftDataType.UserId, isHostOrder: true);

    /// <summary>The hardware address it comes from; <c>ether saddr</c>.</summary>
    public static NftField EthernetSource { get; } = Payload("ether saddr", NftPayloadBase.LinkHeader, 6, NftDataType.EthernetAddress, OfEthernet);

    /// <summary>The hardware address it goes to; <c>ether daddr</c>.</summary>
    public static NftField EthernetDestination { get; } = Payload("ether daddr", NftPayloadBase.LinkHeader, 0, NftDataType.EthernetAddress, OfEthernet);

    /// <summary>The IPv4 address it comes from; <c>ip saddr</c>.</summary>
    public static NftField IpSource { get; } = Payload("ip saddr", NftPayloadBase.NetworkHeader, 12, NftDataType.Ipv4Address, OfIp);

    /// <summary>The IPv4 address it goes to; <c>ip daddr</c>.</summary>
    public static NftField IpDestination { get; } = Payload("ip daddr", NftPayloadBase.NetworkHeader, 16, NftDataType.Ipv4Address, OfIp);

    /// <summary>The IPv6 address it comes from; <c>ip6 saddr</c>.</summary>
    public static NftField Ip6Source { get; } = Payload("ip6 saddr", NftPayloadBase.NetworkHeader, 8, NftDataType.Ipv6Address, OfIp6);

    /// <summary>The IPv6 address it goes to; <c>ip6 daddr</c>.</summary>
    public static NftField Ip6Destination { get; } = Payload("ip6 daddr", NftPayloadBase.NetworkHeader, 24, NftDataType.Ipv6Address, OfIp6);

    /// <summary>The port a TCP segment comes from; <c>tcp sport</c>.</summary>
    public static NftField TcpSourcePort { get; } = Payload("tcp sport", NftPayloadBase.TransportHeader, 0, NftDataType.InetService, Of(IpProtocol.Tcp));

    /// <summary>The port a TCP segment goes to; <c>tcp dport</c>.</summary>
    public static NftField TcpDestinationPort { get; } = Payload("tcp dport", NftPayloadBase.TransportHeader, 2, NftDataType.InetService, Of(IpProtocol.Tcp));

    /// <summary>The flags of a TCP segment; <c>tcp flags</c>.</summary>
    public static NftField TcpFlags { get; } = Payload("tcp flags", NftPayloadBase.TransportHeader, 13, NftDataType.TcpFlag, Of(IpProtocol.Tcp));

    /// <summary>The port a UDP datagram comes from; <c>udp sport</c>.</summary>
    public static NftField UdpSourcePort { get; } = Payload("udp sport", NftPayloadBase.TransportHeader, 0, NftDataType.InetService, Of(IpProtocol.Udp));

    /// <summary>The port a UDP datagram goes to; <c>udp dport</c>.</summary>
    public static NftField UdpDestinationPort { get; } = Payload("udp dport", NftPayloadBase.TransportHeader, 2, NftDataType.InetService, Of(IpProtocol.Udp));

    /// <summary>The port it comes from, of whatever protocol has been checked to have ports; <c>th sport</c>.</summary>
    public static NftField SourcePort { get; } = Payload("th sport", NftPayloadBase.TransportHeader, 0, NftDataType.InetService, NoCheck);

    /// <summary>The port it goes to, of whatever protocol has been checked to have ports; <c>th dport</c>.</summary>
    public static NftField DestinationPort { get; } = Payload("th dport", NftPayloadBase.TransportHeader, 2, NftDataType.InetService, NoCheck);

    /// <summary>The type of an ICMP message; <c>icmp type</c>.</summary>
    public static NftField IcmpType { get; } = Payload("icmp type", NftPayloadBase.TransportHeader, 0, NftDataType.IcmpType, [.. OfIp, .. Of(IpProtocol.Icmp)]);

    /// <summary>The type of an ICMPv6 message; <c>icmpv6 type</c>.</summary>
    public static NftField Icmpv6Type { get; } = Payload("icmpv6 type", NftPayloadBase.TransportHeader, 0, NftDataType.Icmpv6Type, [.. OfIp6, .. Of(IpProtocol.IcmpV6)]);

    /// <summary>The state of its connection, a bit each; <c>ct state</c>.</summary>
    public static NftField ConnectionState { get; } = Conntrack("ct state", NftConntrackKey.State, NftDataType.ConntrackState);

    /// <summary>The status of its connection, a bit each; <c>ct status</c>.</summary>
    public static NftField ConnectionStatus { get; } = Conntrack("ct status", NftConntrackKey.Status, NftDataType.ConntrackStatus);

    /// <summary>The mark of its connection; <c>ct mark</c>.</summary>
    public static NftField ConnectionMark { get; } = Conntrack("ct mark", NftConntrackKey.Mark, NftDataType.Mark);

    /// <summary>What the routing table says of the address it comes from: local, unicast, …; <c>fib saddr type</c>.</summary>
    public static NftField SourceAddressType { get; } = FibType("fib saddr type", NftFibFlags.SourceAddress);

    /// <summary>What the routing table says of the address it goes to: local, unicast, …; <c>fib daddr type</c>.</summary>
    public static NftField DestinationAddressType { get; } = FibType("fib daddr type", NftFibFlags.DestinationAddress);

    /// <summary>The check of a transport protocol.</summary>
    internal static NftExpressionList Of(IpProtocol protocol) =>
        [new NftMeta(NftMetaKey.TransportProtocol), new NftCompare(NftComparison.Equal, NftValue.FromByte((byte)protocol))];

    private static NftField Meta(string name, NftMetaKey key, NftDataType type, bool isHostOrder = false) =>
        new(name, type, NoCheck, register => new NftMeta(key) { Destination = register }, isHostOrder);

    private static NftField Payload(string name, NftPayloadBase start, int offset, NftDataType type, NftExpressionList requires) =>
        new(name, type, requires, register => new NftPayload(start, offset, type.Length) { Destination = register });

    private static NftField Conntrack(string name, NftConntrackKey key, NftDataType type) =>
        new(name, type, NoCheck, register => new NftConntrack(key) { Destination = register }, isHostOrder: true);

    private static NftField FibType(string name, NftFibFlags address) =>
        new(name, NftDataType.FibAddressType, NoCheck, register => new NftFib(NftFibResult.AddressType, address) { Destination = register }, isHostOrder: true);
}

using System.Collections.Frozen;

namespace NetController.Netlink.NfTables;

/// <content>The types that keys of sets and maps, and the operands of rules, have. <c>nft describe</c> shows the words of each.</content>
public sealed partial class NftDataType
{
    /// <summary>A verdict, as the data of a map; <c>verdict</c>. Its number stands apart from the others (<c>NFT_DATA_VERDICT</c>).</summary>
    public static readonly NftDataType Verdict = new(0xffffff00, "verdict", 16, new VerdictNotation());

    /// <summary>An IPv4 or IPv6 protocol family; <c>nf_proto</c>.</summary>
    public static readonly NftDataType NfProtocol = new(2, "nf_proto", 1, new NamedNumberNotation(NftNames.NfProtocols));

    /// <summary>An IPv4 address; <c>ipv4_addr</c>.</summary>
    public static readonly NftDataType Ipv4Address = new(7, "ipv4_addr", 4, new IpAddressNotation());

    /// <summary>An IPv6 address; <c>ipv6_addr</c>.</summary>
    public static readonly NftDataType Ipv6Address = new(8, "ipv6_addr", 16, new IpAddressNotation());

    /// <summary>A MAC address; <c>ether_addr</c>.</summary>
    public static readonly NftDataType EthernetAddress = new(9, "ether_addr", 6, new HardwareAddressNotation());

    /// <summary>The protocol of an Ethernet frame, network byte order; <c>ether_type</c>.</summary>
    public static readonly NftDataType EthernetType = new(10, "ether_type", 2, new NamedNumberNotation(NftNames.EthernetTypes, isHexadecimal: true));

    /// <summary>What an ARP packet asks or tells, network byte order; <c>arp_op</c>.</summary>
    public static readonly NftDataType ArpOperation = new(11, "arp_op", 2, new NamedNumberNotation(NftNames.ArpOperations));

    /// <summary>A transport protocol; <c>inet_proto</c>.</summary>
    public static readonly NftDataType InetProtocol = new(12, "inet_proto", 1, new NamedNumberNotation(NftNames.InetProtocols));

    /// <summary>A port, network byte order; <c>inet_service</c>.</summary>
    public static readonly NftDataType InetService = new(13, "inet_service", 2, new NumberNotation());

    /// <summary>The type of an ICMP message; <c>icmp_type</c>.</summary>
    public static readonly NftDataType IcmpType = new(14, "icmp_type", 1, new NamedNumberNotation(NftNames.IcmpTypes));

    /// <summary>The flags of a TCP segment, a bit each; <c>tcp_flag</c>.</summary>
    public static readonly NftDataType TcpFlag = new(15, "tcp_flag", 1, new BitsNotation(NftNames.TcpFlags));

    /// <summary>The type of a DCCP packet, four bits; <c>dccp_pkttype</c>.</summary>
    public static readonly NftDataType DccpPacketType = new(16, "dccp_pkttype", 1, new NamedNumberNotation(NftNames.DccpTypes));

    /// <summary>The type of a mobility header; <c>mh_type</c>.</summary>
    public static readonly NftDataType MobilityHeaderType = new(17, "mh_type", 1, new NamedNumberNotation(NftNames.MobilityTypes));

    /// <summary>A duration in milliseconds, the machine's byte order; <c>time</c>.</summary>
    public static readonly NftDataType Duration = new(18, "time", 4, new DurationNotation());

    /// <summary>The mark of a packet or connection, the machine's byte order; <c>mark</c>.</summary>
    public static readonly NftDataType Mark = new(19, "mark", 4, new NumberNotation(isHostOrder: true, isHexadecimal: true, hasPrefixes: true));

    /// <summary>An interface by its number, the machine's byte order; <c>iface_index</c>.</summary>
    public static readonly NftDataType InterfaceIndex = new(20, "iface_index", 4, new InterfaceIndexNotation());

    /// <summary>The hardware type of an interface (<c>ARPHRD_*</c>), the machine's byte order; <c>iface_type</c>.</summary>
    public static readonly NftDataType InterfaceType = new(21, "iface_type", 2, new NamedNumberNotation(NftNames.InterfaceTypes, isHostOrder: true));

    /// <summary>The realm of a route, the machine's byte order; <c>realm</c>.</summary>
    public static readonly NftDataType Realm = new(22, "realm", 4, new NumberNotation(isHostOrder: true, hasPrefixes: true));

    /// <summary>The handle of a traffic control class, which is also a packet's priority, the machine's byte order; <c>classid</c>.</summary>
    public static readonly NftDataType ClassId = new(23, "classid", 4, new ClassIdNotation());

    /// <summary>The number of a user, the machine's byte order; <c>uid</c>.</summary>
    public static readonly NftDataType UserId = new(24, "uid", 4, new NumberNotation(isHostOrder: true));

    /// <summary>The number of a group of users, the machine's byte order; <c>gid</c>.</summary>
    public static readonly NftDataType GroupId = new(25, "gid", 4, new NumberNotation(isHostOrder: true));

    /// <summary>The state of a connection, a bit each; <c>ct_state</c>.</summary>
    public static readonly NftDataType ConntrackState = new(26, "ct_state", 4, new BitsNotation(NftNames.ConntrackStates));

    /// <summary>The direction of a packet within its connection; <c>ct_dir</c>.</summary>
    public static readonly NftDataType ConntrackDirection = new(27, "ct_dir", 1, new NamedNumberNotation(NftNames.ConntrackDirections));

    /// <summary>The status of a connection, a bit each; <c>ct_status</c>.</summary>
    public static readonly NftDataType ConntrackStatus = new(28, "ct_status", 4, new BitsNotation(NftNames.ConntrackStatuses));

    /// <summary>The type of an ICMPv6 message; <c>icmpv6_type</c>.</summary>
    public static readonly NftDataType Icmpv6Type = new(29, "icmpv6_type", 1, new NamedNumberNotation(NftNames.Icmpv6Types));

    /// <summary>The kind of frame: for this host, broadcast, multicast, …; <c>pkt_type</c>.</summary>
    public static readonly NftDataType PacketType = new(31, "pkt_type", 1, new NamedNumberNotation(NftNames.PacketTypes));

    /// <summary>The code of an ICMP message of type destination-unreachable; <c>icmp_code</c>.</summary>
    public static readonly NftDataType IcmpCode = new(32, "icmp_code", 1, new NamedNumberNotation(NftNames.IcmpCodes));

    /// <summary>The code of an ICMPv6 message of type destination-unreachable; <c>icmpv6_code</c>.</summary>
    public static readonly NftDataType Icmpv6Code = new(33, "icmpv6_code", 1, new NamedNumberNotation(NftNames.Icmpv6Codes));

    /// <summary>A reason to reject that holds for both IPv4 and IPv6; <c>icmpx_code</c>.</summary>
    public static readonly NftDataType IcmpxCode = new(34, "icmpx_code", 1, new NamedNumberNotation(NftNames.IcmpxCodes));

    /// <summary>The group of an interface, the machine's byte order; <c>devgroup</c>.</summary>
    public static readonly NftDataType InterfaceGroup = new(35, "devgroup", 4, new NumberNotation(isHostOrder: true, hasPrefixes: true));

    /// <summary>A differentiated services code point, six bits; <c>dscp</c>.</summary>
    public static readonly NftDataType Dscp = new(36, "dscp", 1, new NamedNumberNotation(NftNames.Dscp, isHexadecimal: true));

    /// <summary>Explicit congestion notification, two bits; <c>ecn</c>.</summary>
    public static readonly NftDataType Ecn = new(37, "ecn", 1, new NamedNumberNotation(NftNames.Ecn));

    /// <summary>What the routing table says of an address: local, broadcast, …; <c>fib_addrtype</c>.</summary>
    public static readonly NftDataType FibAddressType = new(38, "fib_addrtype", 4, new NamedNumberNotation(NftNames.FibAddressTypes, isHostOrder: true));

    /// <summary>Whether something is there; <c>boolean</c>.</summary>
    public static readonly NftDataType Boolean = new(39, "boolean", 1, new NamedNumberNotation(NftNames.Booleans));

    /// <summary>An interface by name, 16 bytes; <c>ifname</c>.</summary>
    public static readonly NftDataType InterfaceName = new(41, "ifname", 16, new TextNotation());

    /// <summary>The type of an IGMP message; <c>igmp_type</c>.</summary>
    public static readonly NftDataType IgmpType = new(42, "igmp_type", 1, new NamedNumberNotation(NftNames.IgmpTypes));

    /// <summary>A control group by its number, the machine's byte order; <c>cgroupsv2</c>.</summary>
    public static readonly NftDataType ControlGroup = new(46, "cgroupsv2", 8, new NumberNotation(isHostOrder: true));

    // Types without a word that can follow "type" in a set: they only occur as operands of rules.
    internal static readonly NftDataType ConntrackLabel = new(30, "ct_label", 16, new NumberNotation(isHostOrder: true));
    internal static readonly NftDataType ConntrackEvent = new(40, "ct_event", 4, new BitsNotation(NftNames.ConntrackEvents));
    internal static readonly NftDataType Instant = new(43, "time", 8, new InstantNotation());
    internal static readonly NftDataType Hour = new(44, "hour", 4, new HourNotation());
    internal static readonly NftDataType Presence = new(39, "boolean", 4, new NamedNumberNotation(NftNames.Booleans, isHostOrder: true));
    internal static readonly NftDataType Day = new(45, "day", 1, new NamedNumberNotation(NftNames.Days, isQuoted: true));

    private const uint IntegerId = 4;
    private const uint TextId = 5;

    private static readonly FrozenDictionary<uint, NftDataType> Known = new[]
    {
        Verdict, NfProtocol, Ipv4Address, Ipv6Address, EthernetAddress, EthernetType, ArpOperation, InetProtocol, InetService, IcmpType, TcpFlag,
        DccpPacketType, MobilityHeaderType, Duration, Mark, InterfaceIndex, InterfaceType, Realm, ClassId, UserId, GroupId, ConntrackState,
        ConntrackDirection, ConntrackStatus, Icmpv6Type, ConntrackLabel, PacketType, IcmpCode, Icmpv6Code, IcmpxCode, InterfaceGroup, Dscp, Ecn,
        FibAddressType, Boolean, ConntrackEvent, InterfaceName, IgmpType, Instant, Hour, Day, ControlGroup,
    }.ToFrozenDictionary(static type => type.Id);

    /// <summary>A number without names; <c>integer</c>, which in nft has a length only through what it is compared with.</summary>
    internal static NftDataType Integer(int length, bool isHostOrder) => new(IntegerId, "integer", length, new NumberNotation(isHostOrder));

    /// <summary>A text filled with zeros; <c>string</c>.</summary>
    internal static NftDataType Text(int length) => new(TextId, "string", length, new TextNotation());
}

using System.Collections.Frozen;

namespace NetController.Netlink.NfTables;

/// <content>The types that keys of sets and maps have.</content>
public sealed partial class NftDataType
{
    /// <summary>A verdict, as the data of a map; <c>verdict</c>. Its number stands apart from the others (<c>NFT_DATA_VERDICT</c>).</summary>
    public static readonly NftDataType Verdict = new(0xffffff00, "verdict", 16, []);

    /// <summary>An IPv4 or IPv6 protocol family; <c>nf_proto</c>.</summary>
    public static readonly NftDataType NfProtocol = new(2, "nf_proto", 1, []);

    /// <summary>An IPv4 address; <c>ipv4_addr</c>.</summary>
    public static readonly NftDataType Ipv4Address = new(7, "ipv4_addr", 4, []);

    /// <summary>An IPv6 address; <c>ipv6_addr</c>.</summary>
    public static readonly NftDataType Ipv6Address = new(8, "ipv6_addr", 16, []);

    /// <summary>A MAC address; <c>ether_addr</c>.</summary>
    public static readonly NftDataType EthernetAddress = new(9, "ether_addr", 6, []);

    /// <summary>The protocol of an Ethernet frame, network byte order; <c>ether_type</c>.</summary>
    public static readonly NftDataType EthernetType = new(10, "ether_type", 2, []);

    /// <summary>A transport protocol; <c>inet_proto</c>.</summary>
    public static readonly NftDataType InetProtocol = new(12, "inet_proto", 1, []);

    /// <summary>A port, network byte order; <c>inet_service</c>.</summary>
    public static readonly NftDataType InetService = new(13, "inet_service", 2, []);

    /// <summary>The mark of a packet or connection, the machine's byte order; <c>mark</c>.</summary>
    public static readonly NftDataType Mark = new(19, "mark", 4, []);

    /// <summary>An interface by its number, the machine's byte order; <c>iface_index</c>.</summary>
    public static readonly NftDataType InterfaceIndex = new(20, "iface_index", 4, []);

    /// <summary>The state of a connection, a bit each; <c>ct_state</c>.</summary>
    public static readonly NftDataType ConntrackState = new(26, "ct_state", 4, []);

    /// <summary>The direction of a packet within its connection; <c>ct_dir</c>.</summary>
    public static readonly NftDataType ConntrackDirection = new(27, "ct_dir", 1, []);

    /// <summary>The status of a connection, a bit each; <c>ct_status</c>.</summary>
    public static readonly NftDataType ConntrackStatus = new(28, "ct_status", 4, []);

    /// <summary>The kind of frame: for this host, broadcast, multicast, …; <c>pkt_type</c>.</summary>
    public static readonly NftDataType PacketType = new(31, "pkt_type", 1, []);

    /// <summary>What the routing table says of an address: local, broadcast, …; <c>fib_addrtype</c>.</summary>
    public static readonly NftDataType FibAddressType = new(38, "fib_addrtype", 4, []);

    /// <summary>An interface by name, 16 bytes; <c>ifname</c>.</summary>
    public static readonly NftDataType InterfaceName = new(41, "ifname", 16, []);

    private static readonly FrozenDictionary<uint, NftDataType> Known = new[]
    {
        Verdict, NfProtocol, Ipv4Address, Ipv6Address, EthernetAddress, EthernetType, InetProtocol, InetService, Mark, InterfaceIndex,
        ConntrackState, ConntrackDirection, ConntrackStatus, PacketType, FibAddressType, InterfaceName,
    }.ToFrozenDictionary(static type => type.Id);
}

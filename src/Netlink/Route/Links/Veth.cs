using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>
/// A pair of virtual Ethernet links to be made, both ends in one request; <c>ip link add NAME type veth peer name PEER netns …</c> (veth(4)).
/// </summary>
/// <remarks>
/// The peer is made in its final namespace under its final name: moving or renaming it afterwards costs the kernel many times as much. It is down at first,
/// because the kernel cannot switch it on before both ends exist (ENOTCONN); a connection in its namespace does that.
/// </remarks>
public sealed record VethSpec : LinkSpec
{
    /// <summary>Names both ends.</summary>
    /// <param name="name">The near end: 1 to 15 bytes without blanks, <c>/</c>, <c>:</c> and <c>%</c>.</param>
    /// <param name="peerName">The far end, by the same rules.</param>
    /// <exception cref="ArgumentException">A name breaks one of these rules; the message says which.</exception>
    public VethSpec(string name, string peerName)
        : base(name)
    {
        PeerName = LinkName.Check(peerName, nameof(peerName));
    }

    /// <summary>The name of the far end.</summary>
    public string PeerName { get; }

    /// <summary>The namespace of the far end, or null for that of the connection.</summary>
    public NetworkNamespace? PeerNamespace { get; init; }

    /// <summary>The link-layer address of the far end; by default the kernel picks one at random.</summary>
    public HardwareAddress? PeerHardwareAddress { get; init; }

    /// <summary>The longest packet of the far end; by default <see cref="LinkSpec.Mtu"/>, since ends that differ lose packets silently.</summary>
    public int? PeerMtu { get; init => field = Limit.Check(value, EthernetMtu.Minimum, EthernetMtu.Maximum, nameof(PeerMtu)); }

    /// <summary>The group of the far end.</summary>
    public int? PeerGroup { get; init; }

    /// <summary>The length of the far end's transmit queue in packets.</summary>
    public int? PeerTxQueueLength { get; init; }

    /// <summary>The number of transmit queues of the far end, 1 to 4096. <c>numtxqueues</c>.</summary>
    public int? PeerTxQueues { get; init => field = CheckQueues(value, nameof(PeerTxQueues)); }

    /// <summary>The number of receive queues of the far end, 1 to 4096. <c>numrxqueues</c>.</summary>
    public int? PeerRxQueues { get; init => field = CheckQueues(value, nameof(PeerRxQueues)); }

    internal override string Kind => LinkKind.Veth.Name;

    internal override (int Minimum, int Maximum) MtuRange => EthernetMtu;

    // VETH_INFO_PEER { ifinfomsg IFLA_IFNAME IFLA_MTU IFLA_ADDRESS IFLA_GROUP IFLA_TXQLEN IFLA_NUM_TX_QUEUES IFLA_NUM_RX_QUEUES IFLA_NET_NS_FD }
    internal override void EncodeData(MessageBuilder request)
    {
        using var peer = request.Nest(VETH_INFO.PEER);
        LinkRequests.WriteHeader(request, LinkIndex.None);
        request.WriteString(IFLA.IFNAME, PeerName);
        LinkRequests.WriteCommon(request, PeerMtu ?? Mtu, PeerHardwareAddress, PeerGroup, PeerTxQueueLength);
        LinkRequests.WriteQueues(request, PeerTxQueues, PeerRxQueues);
        if (PeerNamespace is not null)
        {
            request.WriteNamespace(IFLA.NET_NS_FD, PeerNamespace);
        }
    }
}

/// <content>The veth, which has no settings to read; its peer is <see cref="Link.Parent"/>.</content>
internal sealed partial class LinkKind
{
    internal static readonly LinkKind Veth = Register("veth", null, All);
}

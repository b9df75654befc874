using NetController.Netlink.Protocol;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>Changes to a link that go to the kernel together; what is null stays as it is.</summary>
public sealed record LinkUpdate
{
    /// <summary>Switches it on or off; <c>ip link set up</c> or <c>down</c>.</summary>
    public bool? IsUp { get; init; }

    /// <summary>The longest packet in bytes, from 0; the kernel refuses what the link cannot do.</summary>
    public int? Mtu { get; init => field = Limit.Check(value, 0, int.MaxValue, nameof(Mtu)); }

    /// <summary>The link-layer address.</summary>
    public HardwareAddress? HardwareAddress { get; init; }

    /// <summary>The address that all stations listen to. <c>broadcast</c>.</summary>
    public HardwareAddress? BroadcastAddress { get; init; }

    /// <summary>The master to become a port of; <see cref="LinkIndex.None"/> releases it.</summary>
    public LinkIndex? Master { get; init; }

    /// <summary>The text of up to 255 bytes; an empty one removes it.</summary>
    public string? Alias { get; init => field = LinkAlias.Check(value, nameof(Alias)); }

    /// <summary>The new name; some kinds must be down to be renamed.</summary>
    public string? Name { get; init => field = value is null ? null : LinkName.Check(value, nameof(Name)); }

    /// <summary>The group, from 0.</summary>
    public int? Group { get; init => field = Limit.Check(value, 0, int.MaxValue, nameof(Group)); }

    /// <summary>The length of the transmit queue in packets.</summary>
    public int? TxQueueLength { get; init => field = Limit.Check(value, 0, int.MaxValue, nameof(TxQueueLength)); }

    /// <summary>Whether to receive everything. <c>promisc</c>.</summary>
    public bool? IsPromiscuous { get; init; }

    /// <summary>Whether to receive all multicast. <c>allmulticast</c>.</summary>
    public bool? AllMulticast { get; init; }

    /// <summary>Whether it can multicast. <c>multicast</c>.</summary>
    public bool? Multicast { get; init; }

    /// <summary>Whether it resolves addresses by ARP and neighbour discovery. <c>arp</c>.</summary>
    public bool? Arp { get; init; }

    /// <summary>Whether it has a carrier, for the kinds that let one say so: dummy, tun, tap. <c>carrier</c>.</summary>
    public bool? HasCarrier { get; init; }

    /// <summary>What it does when its carrier comes. <c>mode</c>.</summary>
    public LinkMode? Mode { get; init => field = Limit.Known(value, nameof(Mode)); }

    /// <summary>Whether a protocol keeps it down, for the kinds that know that: macvlan, vxlan. <c>protodown</c>.</summary>
    public bool? IsProtocolDown { get; init; }

    /// <summary>The longest packet in bytes that is handed to it to be cut up. <c>gso_max_size</c>.</summary>
    public uint? GsoMaxSize { get; init; }

    /// <summary>The most pieces such a packet is cut into. <c>gso_max_segs</c>.</summary>
    public uint? GsoMaxSegments { get; init; }

    /// <summary>The longest packet in bytes that received ones are joined to. Linux 5.19; <c>gro_max_size</c>.</summary>
    public uint? GroMaxSize { get; init; }

    /// <summary>How IPv6 makes its own addresses there. <c>addrgenmode</c>. Together with <see cref="IsUp"/> it is set first, by a request of its own.</summary>
    public AddressGenerationMode? AddressGenerationMode { get; init => field = Limit.Known(value, nameof(AddressGenerationMode)); }

    /// <summary>
    /// The namespace to move it to, possibly with a new <see cref="Name"/>. The kernel takes some 15 ms, and gives the link another index if its own is taken there:
    /// a veth is better made with its peer in place (<see cref="VethSpec.PeerNamespace"/>), and others by <see cref="RouteConnection.CreateLinkIn"/>.
    /// </summary>
    public NetworkNamespace? Namespace { get; init; }

    /// <summary>Settings of its kind, for example <see cref="BridgeSettings"/>.</summary>
    public LinkSettings? Settings { get; init; }

    /// <summary>Settings as a port of its master, for example <see cref="BridgePortSettings"/>; the master must be set already.</summary>
    public LinkPortSettings? PortSettings { get; init; }

    /// <summary>Whether the mode of address generation must be set by a request before: the kernel switches a link on before it reads the mode.</summary>
    internal bool NeedsModeFirst => AddressGenerationMode is not null && IsUp is true;

    internal (LinkFlags Flags, LinkFlags Change) FlagChanges()
    {
        var (flags, change) = (LinkFlags.None, LinkFlags.None);
        Add(LinkFlags.Up, IsUp);
        Add(LinkFlags.Promiscuous, IsPromiscuous);
        Add(LinkFlags.AllMulticast, AllMulticast);
        Add(LinkFlags.Multicast, Multicast);
        Add(LinkFlags.NoArp, !Arp);
        return (flags, change);

        void Add(LinkFlags flag, bool? value)
        {
            change |= value is null ? 0 : flag;
            flags |= value is true ? flag : 0;
        }
    }

    /// <summary>Writes the properties that all links have and that are changed only.</summary>
    internal void EncodeRare(MessageBuilder request)
    {
        request.WriteOptional(IFLA.BROADCAST, BroadcastAddress);
        request.WriteOptional(IFLA.CARRIER, HasCarrier);
        request.WriteOptional(IFLA.LINKMODE, (byte?)Mode);
        request.WriteOptional(IFLA.PROTO_DOWN, IsProtocolDown);
        request.WriteOptional(IFLA.GSO_MAX_SIZE, GsoMaxSize);
        request.WriteOptional(IFLA.GSO_MAX_SEGS, GsoMaxSegments);
        request.WriteOptional(IFLA.GRO_MAX_SIZE, GroMaxSize);
    }
}

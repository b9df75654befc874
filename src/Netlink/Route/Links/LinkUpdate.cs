namespace NetController.Netlink;

/// <summary>Changes to a link that go to the kernel in one request; what is null stays as it is.</summary>
public sealed record LinkUpdate
{
    /// <summary>Switches it on or off; <c>ip link set up</c> or <c>down</c>.</summary>
    public bool? IsUp { get; init; }

    /// <summary>The longest packet in bytes.</summary>
    public int? Mtu { get; init; }

    /// <summary>The link-layer address.</summary>
    public HardwareAddress? HardwareAddress { get; init; }

    /// <summary>The master to become a port of; <see cref="LinkIndex.None"/> releases it.</summary>
    public LinkIndex? Master { get; init; }

    /// <summary>The text of up to 255 bytes; an empty one removes it.</summary>
    public string? Alias { get; init => field = LinkAlias.Check(value, nameof(Alias)); }

    /// <summary>The new name; some kinds must be down to be renamed.</summary>
    public string? Name { get; init => field = value is null ? null : LinkName.Check(value, nameof(Name)); }

    /// <summary>The group.</summary>
    public int? Group { get; init; }

    /// <summary>The length of the transmit queue in packets.</summary>
    public int? TxQueueLength { get; init; }

    /// <summary>
    /// The namespace to move it to, possibly with a new <see cref="Name"/>. The kernel takes some 15 ms, and gives the link another index if its own is taken there:
    /// a veth is better made with its peer in place (<see cref="VethSpec.PeerNamespace"/>).
    /// </summary>
    public NetworkNamespace? Namespace { get; init; }

    /// <summary>Settings of its kind, for example <see cref="BridgeSettings"/>.</summary>
    public LinkSettings? Settings { get; init; }

    /// <summary>Settings as a port of its master, for example <see cref="BridgePortSettings"/>; the master must be set already.</summary>
    public LinkPortSettings? PortSettings { get; init; }
}

namespace NetController.Netlink;

/// <summary>A network interface as the kernel described it at one moment.</summary>
public sealed partial record Link
{
    // Lists hold thousands of these: a nullable number takes twice the room of a number, and what is rarely asked for shares one reference.
    private readonly int _master;
    private readonly int _parent;
    private readonly int _parentNamespace;
    private readonly Extras? _extras;

    /// <summary>Its number.</summary>
    public LinkIndex Index { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>What made it: <c>bridge</c>, <c>veth</c>, …; empty for hardware and for <c>lo</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The longest packet in bytes.</summary>
    public int Mtu { get; init; }

    /// <summary>Its link-layer address; of length 0 when it has none.</summary>
    public HardwareAddress HardwareAddress { get; init; }

    /// <summary>Its state bits.</summary>
    public LinkFlags Flags { get; init; }

    /// <summary>Whether it is switched on (<see cref="LinkFlags.Up"/>). See <see cref="OperationalState"/> for whether it carries traffic.</summary>
    public bool IsUp => (Flags & LinkFlags.Up) != 0;

    /// <summary>Whether it can carry traffic.</summary>
    public OperationalState OperationalState { get; init; }

    /// <summary>The bridge, bond or VRF it is a port of, or null.</summary>
    public LinkIndex? Master
    {
        get => _master == 0 ? null : new LinkIndex(_master);
        init => _master = value?.Value ?? 0;
    }

    /// <summary>The link it stands on (VLAN, macvlan) or is paired with (veth), or null. It counts in the namespace <see cref="ParentNamespaceId"/> when that is set.</summary>
    public LinkIndex? Parent
    {
        get => _parent == 0 ? null : new LinkIndex(_parent);
        init => _parent = value?.Value ?? 0;
    }

    /// <summary>The local id of the namespace <see cref="Parent"/> is in, or null for this one.</summary>
    public int? ParentNamespaceId
    {
        // Turned over so that the zero of a new object stands for none; the number it costs is no id.
        get => _parentNamespace == 0 ? null : _parentNamespace ^ int.MinValue;
        init => _parentNamespace = value is { } id ? id ^ int.MinValue : 0;
    }

    /// <summary>A free text its owner has given it, or null.</summary>
    public string? Alias { get; init; }

    /// <summary>Its group; 0 is the default group.</summary>
    public int Group { get; init; }

    /// <summary>The length of its transmit queue in packets.</summary>
    public int TxQueueLength { get; init; }

    /// <summary>The settings of its kind (for example <see cref="BridgeData"/>), <see cref="RawLinkData"/> of a kind this library does not know, or null.</summary>
    public LinkData? Data { get; init; }

    /// <summary>Its counters, or null when they were not asked for (<see cref="LinkParts.Statistics"/>).</summary>
    public LinkStatistics? Statistics
    {
        get => _extras?.Statistics;
        init => _extras = Extras.Of(value, Details);
    }

    /// <summary>Its rarely wanted properties, or null when they were not asked for (<see cref="LinkParts.Details"/>).</summary>
    public LinkDetails? Details
    {
        get => _extras?.Details;
        init => _extras = Extras.Of(Statistics, value);
    }

    /// <summary>Its settings as a port of <see cref="Master"/> (for example <see cref="BridgePortData"/>), or null.</summary>
    public LinkData? PortData { get; init; }

    private sealed record Extras(LinkStatistics? Statistics, LinkDetails? Details)
    {
        internal static Extras? Of(LinkStatistics? statistics, LinkDetails? details) => statistics is null && details is null ? null : new Extras(statistics, details);
    }
}

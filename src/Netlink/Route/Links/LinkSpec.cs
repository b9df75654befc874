namespace NetController.Netlink;

/// <summary>A link to be made by <see cref="RouteConnection.CreateLink"/>. One derived record per kind; what is null is left to the kernel.</summary>
public abstract record LinkSpec : IOperationSubject
{
    private protected LinkSpec(string name) => Name = LinkName.Check(name, nameof(name));

    /// <summary>The name: 1 to 15 bytes without blanks, <c>/</c>, <c>:</c> and <c>%</c>.</summary>
    public string Name { get; }

    /// <summary>The longest packet in bytes; the kernel refuses what the kind cannot do.</summary>
    public int? Mtu { get; init; }

    /// <summary>The link-layer address; by default the kernel picks one at random.</summary>
    public HardwareAddress? HardwareAddress { get; init; }

    /// <summary>A free text of up to 255 bytes, for example who owns the link.</summary>
    public string? Alias { get; init => field = LinkAlias.Check(value, nameof(Alias)); }

    /// <summary>The bridge, bond or VRF to become a port of.</summary>
    public LinkIndex? Master { get; init; }

    /// <summary>The group, by which links can be deleted together.</summary>
    public int? Group { get; init; }

    /// <summary>The length of the transmit queue in packets.</summary>
    public int? TxQueueLength { get; init; }

    /// <summary>Whether to switch it on at once.</summary>
    public bool IsUp { get; init; }

    string IOperationSubject.Words => $"{Name} type {Kind}";

    /// <summary>The kernel's name of the kind.</summary>
    internal abstract string Kind { get; }

    /// <summary>Whether the kind has settings of its own to write.</summary>
    internal virtual bool HasData => true;

    /// <summary>Writes the attributes of <c>IFLA_INFO_DATA</c>.</summary>
    internal abstract void EncodeData(MessageBuilder request);
}

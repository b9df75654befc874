namespace NetController.Drivers;

/// <summary>What a driver says about a valid spec before anything is reserved.</summary>
public sealed record NetworkRequirements
{
    /// <summary>The host link that the network will own or use; null where it has none. Its own addresses are no obstacle to its subnets.</summary>
    public string? LinkName { get; init; }

    /// <summary>Whether the network has subnets at all.</summary>
    public bool NeedsPools { get; init; }

    /// <summary>The families for which the host needs an address of its own in the subnet.</summary>
    public EquatableArray<IPFamily> Gateways { get; init; }

    /// <summary>Whether the driver makes one network and no more, as <c>null</c> and <c>host</c> do.</summary>
    public bool SingleInstance { get; init; }
}

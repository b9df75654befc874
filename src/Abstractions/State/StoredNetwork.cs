namespace NetController.State;

/// <summary>A network as the store keeps it: what it is, not what follows from it.</summary>
/// <param name="Id">The network.</param>
/// <param name="Name">Its name.</param>
/// <param name="Driver">The name of its driver.</param>
/// <param name="State">How far the kernel has followed.</param>
/// <param name="Created">When it was created, in UTC.</param>
public sealed record StoredNetwork(NetworkId Id, string Name, string Driver, RecordState State, DateTimeOffset Created)
{
    /// <summary>Why it is <see cref="RecordState.Degraded"/>; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>The driver's options as text; see <see cref="Drivers.DriverKind"/>.</summary>
    public EquatableMap<string> Options { get; init; }

    /// <summary>The IPAM driver that gave its subnets.</summary>
    public string IpamDriver { get; init; } = NetworkSpec.DefaultIpamDriver;

    /// <summary>Its subnets with what is reserved in them.</summary>
    public EquatableArray<NetworkPool> Pools { get; init; }

    /// <summary>Whether endpoints get IPv4 addresses.</summary>
    public bool EnableIPv4 { get; init; }

    /// <summary>Whether endpoints get IPv6 addresses.</summary>
    public bool EnableIPv6 { get; init; }

    /// <summary>Whether traffic stays inside.</summary>
    public bool Internal { get; init; }

    /// <summary>Kept for clients that ask for it.</summary>
    public bool Attachable { get; init; }

    /// <summary>Free text of the creator.</summary>
    public EquatableMap<string> Labels { get; init; }
}

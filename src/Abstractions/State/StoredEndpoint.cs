namespace NetController.State;

/// <summary>An endpoint as the store keeps it.</summary>
/// <param name="Id">The endpoint.</param>
/// <param name="Network">The network it belongs to.</param>
/// <param name="Name">Its name on that network.</param>
/// <param name="State">How far the kernel has followed.</param>
/// <param name="Created">When it was created, in UTC.</param>
public sealed record StoredEndpoint(EndpointId Id, NetworkId Network, string Name, RecordState State, DateTimeOffset Created)
{
    /// <summary>The sandbox it is attached to; null while it is only reserved.</summary>
    public SandboxId? Sandbox { get; init; }

    /// <summary>The addresses it holds.</summary>
    public EquatableArray<InterfaceAddress> Addresses { get; init; }

    /// <summary>Its MAC address; null until it has one.</summary>
    public MacAddress? MacAddress { get; init; }

    /// <summary>The driver's options as text.</summary>
    public EquatableMap<string> Options { get; init; }

    /// <summary>Free text of the creator.</summary>
    public EquatableMap<string> Labels { get; init; }
}

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

    /// <summary>Whether it was created on its own and so outlives its attachment; false for one that comes and goes with it.</summary>
    public bool IsReserved { get; init; }

    /// <summary>Why it is <see cref="RecordState.Degraded"/>; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>What was asked for.</summary>
    public EndpointSpec Spec { get; init; } = new();

    /// <summary>The interface's name inside; null until it is attached.</summary>
    public string? InterfaceName { get; init; }

    /// <summary>The ports of the host that it was given; <see cref="EndpointSpec.Ports"/> has what was asked for.</summary>
    public EquatableArray<PublishedPorts> Ports { get; init; }

    /// <summary>The addresses it holds.</summary>
    public EquatableArray<InterfaceAddress> Addresses { get; init; }

    /// <summary>Its MAC address; null until it has one.</summary>
    public MacAddress? MacAddress { get; init; }
}

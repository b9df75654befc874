using NetController.Firewall;

namespace NetController.Drivers.Bridge;

/// <summary>All that the kernel shall hold for one endpoint of a bridge network.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Network">Its network.</param>
/// <param name="Link">Its link on the host: the near end of the veth.</param>
/// <param name="Bridge">The bridge that the near end is a port of.</param>
/// <param name="Tag">The mark of the near end.</param>
/// <param name="NamespacePath">The file of the sandbox's namespace, where the far end is.</param>
/// <param name="Mac">The MAC address of the far end.</param>
internal sealed record BridgeEndpointPlan(
    EndpointId Endpoint, NetworkId Network, string Link, string Bridge, OwnerTag Tag, string NamespacePath, MacAddress Mac)
{
    /// <summary>Its name, for messages.</summary>
    public required string Name { get; init; }

    /// <summary>Its network's name, for messages.</summary>
    public required string NetworkName { get; init; }

    /// <summary>The MTU of both ends in bytes; null for what the bridge has when they are made.</summary>
    public int? Mtu { get; init; }

    /// <summary>Whether the port may reach the bridge itself alone and no other such port: the network keeps its endpoints apart.</summary>
    public bool IsIsolated { get; init; }

    /// <summary>
    /// Whether ports of the host are translated to the endpoint, which may use them itself. Not where its port is isolated: such a port sends
    /// nothing back to itself either.
    /// </summary>
    public bool MayReachItself { get; init; }

    /// <summary>The far end.</summary>
    public required EndpointInterface Interface { get; init; }

    /// <summary>What the firewall must do.</summary>
    public required EndpointPolicy Policy { get; init; }
}

using System.Net;

namespace NetController.Firewall;

/// <summary>What the firewall must do for an endpoint, as intent: backends turn it into rules or elements.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Network">Its network, whose <see cref="NetworkPolicy"/> says how it is reached.</param>
public sealed record EndpointPolicy(EndpointId Endpoint, NetworkId Network)
{
    /// <summary>Its IPv4 address; null without one.</summary>
    public IPAddress? IPv4 { get; init; }

    /// <summary>Its IPv6 address; null without one.</summary>
    public IPAddress? IPv6 { get; init; }

    /// <summary>
    /// The ports published for it. Those whose host address is of a family in which the endpoint has no address are no business of the
    /// firewall: the controller serves them itself.
    /// </summary>
    public EquatableArray<PublishedPorts> Ports { get; init; }

    /// <summary>Its address of a family; null without one.</summary>
    public IPAddress? Address(IPFamily family) => family == IPFamily.IPv4 ? IPv4 : IPv6;
}

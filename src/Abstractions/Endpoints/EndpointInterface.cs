using System.Net;

namespace NetController;

/// <summary>
/// What a driver says about the interface that it puts into a sandbox. The driver makes the link, down, under this name in the sandbox's
/// namespace; the controller gives it its addresses, switches it on and sets settings and routes, the same for every driver.
/// </summary>
/// <param name="Name">The interface's name inside.</param>
public sealed record EndpointInterface(string Name)
{
    /// <summary>The MTU that the driver gives it; null for the kernel's choice.</summary>
    public int? Mtu { get; init; }

    /// <summary>The addresses that it shall have, at most one a family.</summary>
    public EquatableArray<InterfaceAddress> Addresses { get; init; }

    /// <summary>The router for traffic to everywhere over IPv4; null where the network leads nowhere else.</summary>
    public IPAddress? GatewayIPv4 { get; init; }

    /// <summary>The router for traffic to everywhere over IPv6; null where the network leads nowhere else.</summary>
    public IPAddress? GatewayIPv6 { get; init; }

    /// <summary>Whether neighbours are told of its addresses when it comes up (gratuitous ARP, unsolicited neighbour advertisements). Default true.</summary>
    public bool Announce { get; init; } = true;

    /// <summary>The router of a family.</summary>
    public IPAddress? Gateway(IPFamily family) => family == IPFamily.IPv4 ? GatewayIPv4 : GatewayIPv6;
}

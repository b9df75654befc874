using System.Net;

namespace NetController.Firewall;

/// <summary>What traffic a network allows, as intent: backends turn it into rules.</summary>
/// <param name="Network">The network.</param>
/// <param name="Link">Its bridge.</param>
public sealed record NetworkPolicy(NetworkId Network, string Link)
{
    /// <summary>The IPv4 side; null where the network has none.</summary>
    public FamilyPolicy? IPv4 { get; init; }

    /// <summary>The IPv6 side; null where the network has none.</summary>
    public FamilyPolicy? IPv6 { get; init; }

    /// <summary>Whether traffic stays inside the network.</summary>
    public bool Internal { get; init; }

    /// <summary>Whether endpoints may talk to each other. Default true.</summary>
    public bool InterContainerConnectivity { get; init; } = true;

    /// <summary>Links of the host from which endpoints may be reached by their own addresses, published ports only (Docker's <c>trusted_host_interfaces</c>).</summary>
    public EquatableArray<string> TrustedInterfaces { get; init; }

    /// <summary>The side of a family; null where the network has none.</summary>
    public FamilyPolicy? Family(IPFamily family) => family == IPFamily.IPv4 ? IPv4 : IPv6;
}

/// <summary>One family of a network's policy.</summary>
/// <param name="Subnet">The network's subnet.</param>
public sealed record FamilyPolicy(IPPrefix Subnet)
{
    /// <summary>How the network is reached from outside. Default <see cref="GatewayMode.Nat"/>.</summary>
    public GatewayMode Mode { get; init; } = GatewayMode.Nat;

    /// <summary>Whether outgoing traffic takes the host's address; only in the nat modes. Default true.</summary>
    public bool Masquerade { get; init; } = true;

    /// <summary>The address that outgoing traffic takes; null for that of the link it leaves by.</summary>
    public IPAddress? SourceAddress { get; init; }
}

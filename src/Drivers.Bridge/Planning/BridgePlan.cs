using System.Net;
using NetController.Firewall;

namespace NetController.Drivers.Bridge;

/// <summary>All that the kernel shall hold for one bridge network.</summary>
/// <param name="Network">The network.</param>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Link">The bridge's link.</param>
/// <param name="Tag">The mark of the network's own link.</param>
internal sealed record BridgePlan(NetworkId Network, string Name, string Link, OwnerTag Tag)
{
    /// <summary>What a bridge gets that is made without an MTU asked for: the kernel's own choice.</summary>
    public const int KernelMtu = 1500;

    /// <summary>The name made from the network's id: whatever link has it is the network's.</summary>
    public string GeneratedLink => BridgeNetworkOptions.GeneratedLinkName(Network);

    /// <summary>What may be done with the link.</summary>
    public required BridgeCustody Custody { get; init; }

    /// <summary>The MTU asked for; null for <see cref="KernelMtu"/>, or for what an adopted bridge has.</summary>
    public int? Mtu { get; init; }

    /// <summary>The MTU that the bridge has once it is as planned; null where that is for an existing bridge to say. No endpoint's may be larger.</summary>
    public int? KnownMtu => Mtu ?? (Custody == BridgeCustody.Network && Link == GeneratedLink ? KernelMtu : null);

    /// <summary>The addresses that the bridge shall have, at most one a family.</summary>
    public EquatableArray<InterfaceAddress> Addresses { get; init; }

    /// <summary>The network's subnets: no other address of the bridge may lie in them.</summary>
    public EquatableArray<IPPrefix> Subnets { get; init; }

    /// <summary>
    /// Whether the bridge itself speaks IPv6: true where it has an address, false where an IPv6 network isolates the host from itself. Null
    /// without an IPv6 subnet: the kernel's setting stays, because switching IPv6 off makes the kernel wait 17–34 ms a link (RCU).
    /// </summary>
    public bool? LinkSpeaksIPv6 { get; init; }

    /// <summary>
    /// Whether packets from the host's loopback may be sent into the bridge, as those to a port published on 127.0.0.1 are
    /// (<c>route_localnet</c>): with IPv4 translated, unless the network is internal, the bridge an administrator's, or no firewall keeps
    /// endpoints from sending to that loopback themselves.
    /// </summary>
    public bool RoutesLoopback { get; init; }

    /// <summary>The address of the host that ports are published on where a mapping names none.</summary>
    public IPAddress? HostBinding { get; init; }

    /// <summary>What the names of interfaces in sandboxes begin with; null for the controller's choice.</summary>
    public string? InterfacePrefix { get; init; }

    /// <summary>The families whose packets the host forwards for the network.</summary>
    public EquatableArray<IPFamily> Forwarding { get; init; }

    /// <summary>What traffic the network allows.</summary>
    public required NetworkPolicy Policy { get; init; }
}

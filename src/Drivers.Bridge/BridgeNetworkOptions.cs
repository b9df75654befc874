using System.Net;
using NetController.Firewall;

namespace NetController.Drivers.Bridge;

/// <summary>
/// Asks for a network on a Linux bridge. As text (<c>-o key=value</c>, the store, <c>inspect</c>) the options have Docker's names,
/// given with each property; what Docker knows beyond these is refused by name rather than accepted without effect.
/// </summary>
public sealed record BridgeNetworkOptions : NetworkOptions
{
    /// <summary>The bridge's link; null for <c>nc-</c> and the first 12 digits of the network's id (<c>com.docker.network.bridge.name</c>).</summary>
    public string? LinkName { get; init; }

    /// <summary>
    /// Whether this is the default network, whose link outlives it (<c>com.docker.network.bridge.default_bridge</c>). Only a spec that
    /// <see cref="IDefaultNetworkDriver.Propose"/> gave may say so.
    /// </summary>
    public bool IsDefaultBridge { get; init; }

    /// <summary>
    /// Whether <see cref="LinkName"/> is an administrator's: it must exist, carry the network's addresses and be up; it is verified and
    /// never changed (<c>netctl.bridge.user_managed</c>).
    /// </summary>
    public bool UserManaged { get; init; }

    /// <summary>
    /// The MTU in bytes, 68–65535, with IPv6 at least 1280; null for 1500, or for what an existing bridge has
    /// (<c>com.docker.network.driver.mtu</c>). On a user-managed bridge it is the endpoints' alone.
    /// </summary>
    public int? Mtu { get; init; }

    /// <summary>
    /// Whether endpoints may talk to each other. Default true (<c>com.docker.network.bridge.enable_icc</c>). Where not, they are kept apart by
    /// isolated ports of the bridge, and reach each other's published ports, and their own, through the host; but not on a host that passes
    /// switched frames through its rules (<c>net.bridge.bridge-nf-call-iptables</c>), where such a packet is switched, not routed.
    /// </summary>
    public bool InterContainerConnectivity { get; init; } = true;

    /// <summary>Whether outgoing traffic takes the host's address. Default true (<c>com.docker.network.bridge.enable_ip_masquerade</c>).</summary>
    public bool Masquerade { get; init; } = true;

    /// <summary>How the network is reached from outside over IPv4. Default <see cref="GatewayMode.Nat"/> (<c>com.docker.network.bridge.gateway_mode_ipv4</c>).</summary>
    public GatewayMode GatewayModeIPv4 { get; init; }

    /// <summary>How the network is reached from outside over IPv6. Default <see cref="GatewayMode.Nat"/> (<c>com.docker.network.bridge.gateway_mode_ipv6</c>).</summary>
    public GatewayMode GatewayModeIPv6 { get; init; }

    /// <summary>The address that outgoing IPv4 traffic takes; null for that of the link it leaves by (<c>com.docker.network.host_ipv4</c>).</summary>
    public IPAddress? SourceAddressIPv4 { get; init; }

    /// <summary>The address that outgoing IPv6 traffic takes; null for that of the link it leaves by (<c>com.docker.network.host_ipv6</c>).</summary>
    public IPAddress? SourceAddressIPv6 { get; init; }

    /// <summary>Whether the bridge goes without its IPv4 address, though the address stays reserved. Default false (<c>com.docker.network.bridge.inhibit_ipv4</c>).</summary>
    public bool InhibitIPv4 { get; init; }

    /// <summary>
    /// The host address that published ports bind to where they name none; null for all (<c>com.docker.network.bridge.host_binding_ipv4</c>).
    /// Kept with the network for the ports of its endpoints; the bridge itself does not depend on it.
    /// </summary>
    public IPAddress? HostBinding { get; init; }

    /// <summary>
    /// Links of the host from which endpoints may be reached by their own addresses, published ports only; as text, names with <c>:</c> in
    /// between. Default none (<c>com.docker.network.bridge.trusted_host_interfaces</c>).
    /// </summary>
    public EquatableArray<string> TrustedInterfaces { get; init; }

    /// <summary>
    /// What the names of interfaces in sandboxes begin with, before their number: 1–12 bytes; null for <c>eth</c>
    /// (<c>com.docker.network.container_iface_prefix</c>).
    /// </summary>
    public string? InterfacePrefix { get; init; }

    /// <summary>The gateway mode of a family.</summary>
    public GatewayMode GatewayMode(IPFamily family) => family == IPFamily.IPv4 ? GatewayModeIPv4 : GatewayModeIPv6;

    /// <summary>The address that outgoing traffic of a family takes; null for that of the link it leaves by.</summary>
    public IPAddress? SourceAddress(IPFamily family) => family == IPFamily.IPv4 ? SourceAddressIPv4 : SourceAddressIPv6;

    /// <summary>The link of network <paramref name="network"/>: <see cref="LinkName"/> or the name made from the id.</summary>
    internal string EffectiveLinkName(NetworkId network) => LinkName ?? GeneratedLinkName(network);

    /// <summary>The name that is a network's alone, made from its id.</summary>
    internal static string GeneratedLinkName(NetworkId network) => $"nc-{network.Short}";
}

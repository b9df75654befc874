using System.Net;

namespace NetController;

/// <summary>An endpoint as its creator asks for it: <c>docker network connect</c> with <c>-p</c> as a value. Everything left out is chosen.</summary>
public sealed record EndpointSpec
{
    /// <summary>The name on its network; null for that of the sandbox.</summary>
    public string? Name { get; init; }

    /// <summary>Further names on its network.</summary>
    public EquatableArray<string> Aliases { get; init; }

    /// <summary>The IPv4 address wanted; null to have one chosen where the network has IPv4.</summary>
    public IPAddress? AddressIPv4 { get; init; }

    /// <summary>The IPv6 address wanted; null to have one chosen where the network has IPv6.</summary>
    public IPAddress? AddressIPv6 { get; init; }

    /// <summary>Link-local addresses to add: of 169.254.0.0/16 or fe80::/64. They are not leased.</summary>
    public EquatableArray<IPAddress> LinkLocalAddresses { get; init; }

    /// <summary>Whether the endpoint goes without IPv6 on a network that has it. Default false.</summary>
    public bool DisableIPv6 { get; init; }

    /// <summary>The MAC address; null for a random, locally administered one.</summary>
    public MacAddress? MacAddress { get; init; }

    /// <summary>The interface's name inside; null for the lowest free <c>ethN</c>.</summary>
    public string? InterfaceName { get; init; }

    /// <summary>The MTU in bytes, 68–65535, with IPv6 at least 1280; null for the network's.</summary>
    public int? Mtu { get; init; }

    /// <summary>
    /// Settings of the interface, by names with <c>IFNAME</c> in the place of its name: <c>net.ipv4.conf.IFNAME.forwarding</c>. Families are
    /// <c>ipv4</c>, <c>ipv6</c> and <c>mpls</c>. Written after the addresses.
    /// </summary>
    public EquatableMap<string> Sysctls { get; init; }

    /// <summary>Routes over the endpoint.</summary>
    public EquatableArray<StaticRoute> Routes { get; init; }

    /// <summary>The higher, the sooner this endpoint gives its sandbox the default route of each family. Default 0.</summary>
    public int GatewayPriority { get; init; }

    /// <summary>Ports to publish on the host.</summary>
    public EquatableArray<PortMapping> Ports { get; init; }

    /// <summary>Free text of the creator.</summary>
    public EquatableMap<string> Labels { get; init; }
}

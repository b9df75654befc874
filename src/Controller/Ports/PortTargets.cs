using System.Collections.Immutable;
using System.Net;
using NetController.Firewall;

namespace NetController.Ports;

/// <summary>Where an endpoint's ports may be published: what of its network and its addresses that depends on.</summary>
/// <param name="HasIPv4">Whether the endpoint has an IPv4 address.</param>
/// <param name="HasIPv6">Whether the endpoint has an IPv6 address.</param>
internal sealed record PortTargets(bool HasIPv4, bool HasIPv6)
{
    /// <summary>The address of the host where a mapping names none; null for all addresses.</summary>
    public IPAddress? Binding { get; init; }

    /// <summary>The families whose packets are routed to the endpoint as they are, so that no port of the host is needed.</summary>
    public ImmutableArray<IPFamily> Routed { get; init; } = [];

    /// <summary>Whether the host has IPv6.</summary>
    public bool HostHasIPv6 { get; init; }

    public static PortTargets Of(NetworkPolicy policy, EquatableArray<InterfaceAddress> addresses) => new(
        addresses.Items.Any(static address => address.Family == IPFamily.IPv4), addresses.Items.Any(static address => address.Family == IPFamily.IPv6))
    {
        Routed = [.. new[] { IPFamily.IPv4, IPFamily.IPv6 }.Where(family => policy.Family(family)?.Mode == GatewayMode.Routed)],
    };

    public bool Has(IPFamily family) => family == IPFamily.IPv4 ? HasIPv4 : HasIPv6;

    /// <summary>
    /// The addresses of the host that a mapping is published on, together and under the same numbers. One that names no address is published
    /// on all addresses of both families, so that a client finds it whichever family it tries.
    /// </summary>
    public ImmutableArray<IPAddress> AddressesOf(PortMapping mapping)
    {
        if ((mapping.HostAddress ?? Binding) is { } address)
        {
            return Routed.Contains(address.Family()) && Has(address.Family()) ? [] : [address];
        }

        var addresses = ImmutableArray.CreateBuilder<IPAddress>(2);
        if (HasIPv4 && !Routed.Contains(IPFamily.IPv4))
        {
            addresses.Add(IPAddress.Any);
        }

        // To an endpoint without IPv6, IPv6 clients are served by the forwarder.
        if (HasIPv6 ? !Routed.Contains(IPFamily.IPv6) : HostHasIPv6 && addresses.Count > 0)
        {
            addresses.Add(IPAddress.IPv6Any);
        }

        return addresses.ToImmutable();
    }

    /// <summary>
    /// The families in which a mapping only opens the endpoint's own ports. One for the host's loopback opens none: the host itself reaches
    /// the endpoint without.
    /// </summary>
    public ImmutableArray<IPFamily> RoutedFamiliesOf(PortMapping mapping) => (mapping.HostAddress ?? Binding) is { } address
        ? [.. Routed.Where(family => Has(family) && address.Family() == family && !IPAddress.IsLoopback(address))]
        : [.. Routed.Where(Has)];

    /// <summary>
    /// Whether a port is served by this process rather than by address translation: the endpoint has no address of the family, or clients
    /// come from <c>::1</c>, which the kernel does not route away from the loopback.
    /// </summary>
    public bool IsForwarded(IPAddress hostAddress) =>
        !Has(hostAddress.Family()) || hostAddress.Equals(IPAddress.IPv6Any) || hostAddress.Equals(IPAddress.IPv6Loopback);
}

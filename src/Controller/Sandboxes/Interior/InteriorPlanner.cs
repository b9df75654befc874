using System.Collections.Immutable;
using System.Net;

namespace NetController.Sandboxes.Interior;

/// <summary>Computes what the inside of a sandbox shall hold from its attached endpoints alone.</summary>
internal static class InteriorPlanner
{
    private static readonly IPPrefix LinkLocalIPv6 = IPPrefix.Parse("fe80::/64");

    public static InteriorPlan Plan(IEnumerable<Endpoint> endpoints)
    {
        var interfaces = ImmutableArray.CreateBuilder<InteriorInterface>();
        var candidates = new List<GatewayCandidate>();
        foreach (var endpoint in endpoints)
        {
            if (endpoint.Handle?.Interface is { } inside)
            {
                interfaces.Add(ToInterface(endpoint, inside));
                candidates.Add(Candidate(endpoint, inside));
            }
        }

        return new InteriorPlan(interfaces.ToImmutable())
        {
            IPv4 = ToRoute(GatewayElection.Elect(candidates, IPFamily.IPv4), IPFamily.IPv4),
            IPv6 = ToRoute(GatewayElection.Elect(candidates, IPFamily.IPv6), IPFamily.IPv6),
        };
    }

    private static GatewayCandidate Candidate(Endpoint endpoint, EndpointInterface inside) => new(
        inside.Name,
        endpoint.Network.Name,
        endpoint.Record.Spec.GatewayPriority,
        endpoint.Network.Record.Internal,
        Usable(inside, IPFamily.IPv4),
        Usable(inside, IPFamily.IPv6));

    /// <summary>A router is of use only to an interface that has an address of its family.</summary>
    private static IPAddress? Usable(EndpointInterface inside, IPFamily family) => Has(inside.Addresses.Items, family) ? inside.Gateway(family) : null;

    private static bool Has(ImmutableArray<InterfaceAddress> addresses, IPFamily family)
    {
        foreach (var address in addresses)
        {
            if (address.Family == family)
            {
                return true;
            }
        }

        return false;
    }

    private static InteriorInterface ToInterface(Endpoint endpoint, EndpointInterface inside)
    {
        var spec = endpoint.Record.Spec;
        var addresses = spec.LinkLocalAddresses.Count == 0 ? inside.Addresses.Items : [.. inside.Addresses.Items, .. spec.LinkLocalAddresses.Select(ToLinkLocal)];
        return new InteriorInterface(inside.Name)
        {
            Addresses = addresses,
            Mtu = inside.Mtu,
            WithoutIPv6 = !Has(addresses, IPFamily.IPv6),
            Sysctls = EndpointSysctls.Resolve(spec.Sysctls, inside.Name),
            Routes = spec.Routes.Items,
        };
    }

    private static InterfaceAddress ToLinkLocal(IPAddress address) => new(address, address.Family() == IPFamily.IPv4 ? 16 : LinkLocalIPv6.Length);

    private static DefaultRoute? ToRoute(GatewayCandidate? elected, IPFamily family) =>
        elected is null ? null : new DefaultRoute(elected.Link, elected.Gateway(family)!);
}

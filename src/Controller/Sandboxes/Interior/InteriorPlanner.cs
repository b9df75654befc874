using System.Collections.Immutable;
using System.Net;

namespace NetController.Sandboxes.Interior;

/// <summary>Computes what the inside of a sandbox shall hold from its attached endpoints alone.</summary>
internal static class InteriorPlanner
{
    private static readonly IPPrefix LinkLocalIPv6 = IPPrefix.Parse("fe80::/64");

    public static InteriorPlan Plan(IEnumerable<Endpoint> endpoints)
    {
        var attached = endpoints.Where(static endpoint => endpoint.Handle?.Interface is not null).ToImmutableArray();
        var candidates = attached.Select(Candidate).ToImmutableArray();
        return new InteriorPlan([.. attached.Select(ToInterface)])
        {
            IPv4 = ToRoute(GatewayElection.Elect(candidates, IPFamily.IPv4), IPFamily.IPv4),
            IPv6 = ToRoute(GatewayElection.Elect(candidates, IPFamily.IPv6), IPFamily.IPv6),
        };
    }

    private static GatewayCandidate Candidate(Endpoint endpoint)
    {
        var inside = endpoint.Handle!.Interface!;
        return new GatewayCandidate(
            inside.Name,
            endpoint.Network.Name,
            endpoint.Record.Spec.GatewayPriority,
            endpoint.Network.Record.Internal,
            Usable(inside, IPFamily.IPv4),
            Usable(inside, IPFamily.IPv6));
    }

    /// <summary>A router is of use only to an interface that has an address of its family.</summary>
    private static IPAddress? Usable(EndpointInterface inside, IPFamily family) =>
        inside.Addresses.Items.Any(address => address.Family == family) ? inside.Gateway(family) : null;

    private static InteriorInterface ToInterface(Endpoint endpoint)
    {
        var inside = endpoint.Handle!.Interface!;
        var spec = endpoint.Record.Spec;
        ImmutableArray<InterfaceAddress> addresses = [.. inside.Addresses.Items, .. spec.LinkLocalAddresses.Select(ToLinkLocal)];
        return new InteriorInterface(inside.Name)
        {
            Addresses = addresses,
            Mtu = inside.Mtu,
            WithoutIPv6 = addresses.All(static address => address.Family != IPFamily.IPv6),
            Sysctls = EndpointSysctls.Resolve(spec.Sysctls, inside.Name),
            Routes = [.. spec.Routes],
        };
    }

    private static InterfaceAddress ToLinkLocal(IPAddress address) => new(address, address.Family() == IPFamily.IPv4 ? 16 : LinkLocalIPv6.Length);

    private static DefaultRoute? ToRoute(GatewayCandidate? elected, IPFamily family) =>
        elected is null ? null : new DefaultRoute(elected.Link, elected.Gateway(family)!);
}

using System.Net;

namespace NetController.Netlink;

/// <summary>Rejects routes and questions that cannot be meant, before anything is sent.</summary>
internal static class RouteChecks
{
    internal static void Check(RouteSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var family = IpFamily.Of(spec.Destination.BaseAddress);
        if (spec.Table.Value == 0)
        {
            throw Fault(spec, "there is no table 0");
        }

        if (spec.Source is not null && IpFamily.Of(spec.Source) != family)
        {
            throw Fault(spec, $"packets to {IpFamily.Name(family)} addresses cannot be sent from {spec.Source}");
        }

        CheckGateway(spec, spec.Gateway, family);
        CheckLink(spec, spec.Link);
        CheckHops(spec, family);
        CheckFamilyOnly(spec, family);
        if (spec.Expires is { } expires && (expires < TimeSpan.FromSeconds(1) || expires.Ticks / TimeSpan.TicksPerSecond >= uint.MaxValue))
        {
            throw Fault(spec, $"a route exists for 1 second at least and {uint.MaxValue - 1} at most, or for ever");
        }

        if (spec.Mtu is < 0)
        {
            throw Fault(spec, $"a packet cannot be {spec.Mtu} bytes long");
        }
    }

    internal static void Check(RouteQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Source is not null && IpFamily.Of(query.Source) != IpFamily.Of(query.Destination))
        {
            throw new ArgumentException($"A packet cannot go from {query.Source} to {query.Destination}: the families differ.", nameof(query));
        }

        if (query.Link is { Value: < 1 } || query.IncomingLink is { Value: < 1 })
        {
            throw new ArgumentException("Link numbers begin at 1.", nameof(query));
        }
    }

    private static void CheckGateway(RouteSpec spec, IPAddress? gateway, byte family)
    {
        if (gateway is not null && family == IpFamily.IPv6 && IpFamily.Of(gateway) != family)
        {
            throw Fault(spec, $"the router of an IPv6 route cannot be {gateway}");
        }
    }

    private static void CheckLink(RouteSpec spec, LinkIndex? link)
    {
        if (link is { Value: < 1 })
        {
            throw Fault(spec, "link numbers begin at 1");
        }
    }

    private static void CheckHops(RouteSpec spec, byte family)
    {
        foreach (var hop in spec.NextHops)
        {
            CheckGateway(spec, hop.Gateway, family);
            CheckLink(spec, hop.Link);
        }

        if (spec.NextHops.Count > 0 && (spec.Gateway is not null || spec.Link is not null))
        {
            throw Fault(spec, "it has several ways, so gateway and link belong to each of them");
        }

        if (spec.NextHopId is not null && (spec.Gateway is not null || spec.Link is not null || spec.NextHops.Count > 0))
        {
            throw Fault(spec, "its way is a next hop object, so it can have no other");
        }

        if (spec.NextHopId is 0)
        {
            throw Fault(spec, "next hop objects are numbered from 1");
        }
    }

    private static void CheckFamilyOnly(RouteSpec spec, byte family)
    {
        if (spec.From is { } from && (family != IpFamily.IPv6 || from.BaseAddress is null || IpFamily.Of(from.BaseAddress) != family))
        {
            throw Fault(spec, "only IPv6 routes can be for certain sources, which must be IPv6 too");
        }

        if (family == IpFamily.IPv4 && (spec.Preference is not null || spec.Expires is not null))
        {
            throw Fault(spec, "only IPv6 routes have a preference and expire");
        }

        if (family == IpFamily.IPv6 && spec.TypeOfService != 0)
        {
            throw Fault(spec, "only IPv4 routes are for a type of service");
        }
    }

    private static ArgumentException Fault(RouteSpec spec, string rule) =>
        new($"The route {((IOperationSubject)spec).Words} cannot be meant: {rule}.", nameof(spec));
}

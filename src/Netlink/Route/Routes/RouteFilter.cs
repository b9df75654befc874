using System.Net.Sockets;

namespace NetController.Netlink;

/// <summary>Which routes to list; the kernel does the choosing.</summary>
public sealed record RouteFilter
{
    /// <summary>Only IPv4 or only IPv6.</summary>
    public AddressFamily? Family { get; init; }

    /// <summary>Only those of this table.</summary>
    public RouteTable? Table { get; init; }

    /// <summary>Only those that leave by this link. Multipath routes of which one way does are included.</summary>
    public LinkIndex? Link { get; init; }

    /// <summary>Only those made by this party.</summary>
    public RouteProtocol? Protocol { get; init; }

    /// <summary>Only those of this type.</summary>
    public RouteType? Type { get; init; }

    internal bool Matches(Route route) =>
        (Table is null || route.Table == Table) && (Protocol is null || route.Protocol == Protocol) && (Type is null || route.Type == Type)
        && (Link is null || route.Link == Link || route.NextHops.Any(hop => hop.Link == Link));
}

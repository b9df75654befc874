using System.Net;

namespace NetController.Netlink.Mirror;

/// <summary>Where a route stands. Several can stand in one place; the kernel replaces within a place.</summary>
internal readonly record struct RoutePlace(IPNetwork Destination, IPNetwork? From, byte TypeOfService, RouteTable Table, uint Metric)
{
    internal static RoutePlace Of(Route route) => new(route.Destination, route.From, route.TypeOfService, route.Table, route.Metric);
}

using System.Collections.Immutable;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <content>Routes; <c>ip route</c>.</content>
public sealed partial class RouteConnection
{
    private static readonly MessageParser<Route> RouteParser = Route.Decode;

    /// <summary>Adds a route; <c>ip route add</c>.</summary>
    /// <param name="route">The route.</param>
    /// <exception cref="NetlinkException">
    /// <see cref="Errno.EEXIST"/>: there is one of that destination and metric. <see cref="Errno.ENETUNREACH"/> or <see cref="Errno.EHOSTUNREACH"/>: the gateway cannot be reached.
    /// <see cref="Errno.ENETDOWN"/>: the link is down. <see cref="Errno.ENODEV"/>: there is no such link.
    /// </exception>
    public void AddRoute(RouteSpec route) => ChangeRoute(RTM.NEWROUTE, MessageFlags.Create | MessageFlags.Exclusive, "route add", route);

    /// <summary>Adds a route or takes the place of the one of that destination and metric; <c>ip route replace</c>.</summary>
    /// <param name="route">The route.</param>
    /// <exception cref="NetlinkException">As for <see cref="AddRoute"/>, except EEXIST.</exception>
    public void ReplaceRoute(RouteSpec route) => ChangeRoute(RTM.NEWROUTE, MessageFlags.Create | MessageFlags.Replace, "route replace", route);

    /// <summary>Deletes the first route that matches everything given; <c>ip route delete</c>.</summary>
    /// <param name="route">The destination and whatever else tells the route apart.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.ESRCH"/>: there is none.</exception>
    public void DeleteRoute(RouteSpec route) => ChangeRoute(RTM.DELROUTE, MessageFlags.None, "route delete", route);

    /// <summary>Lists routes of all tables; <c>ip route show table all</c>.</summary>
    /// <param name="filter">Which, or null for all, IPv4 before IPv6.</param>
    /// <returns>The routes in the kernel's order; none when the table of the filter does not exist.</returns>
    /// <exception cref="DumpInterruptedException">Routes kept changing meanwhile.</exception>
    public ImmutableArray<Route> ListRoutes(RouteFilter? filter = null)
    {
        using var request = Begin(RTM.GETROUTE, MessageFlags.None, "route show");
        RouteRequests.List(request, filter);
        var routes = _socket.Dump(request, RouteParser, Errno.ENOENT);

        // A few dump handlers ignore a filter they do not know.
        return filter is null ? routes : routes.RemoveAll(route => !filter.Matches(route));
    }

    private void ChangeRoute(RTM type, MessageFlags flags, string words, RouteSpec route)
    {
        ArgumentNullException.ThrowIfNull(route);
        using var request = Begin(type, flags, new(words, route));
        if (type is RTM.DELROUTE)
        {
            RouteRequests.Delete(request, route);
        }
        else
        {
            RouteRequests.Add(request, route);
        }

        _socket.Execute(request);
    }
}

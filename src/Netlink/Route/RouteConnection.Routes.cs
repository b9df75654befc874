using System.Collections.Immutable;
using System.Net;
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
    /// <exception cref="ArgumentException">The route contradicts itself; the message says how.</exception>
    public void AddRoute(RouteSpec route) => SendRoute(RTM.NEWROUTE, MessageFlags.Create | MessageFlags.Exclusive, "route add", route);

    /// <summary>Adds a route or takes the place of the one of that destination and metric; <c>ip route replace</c>.</summary>
    /// <param name="route">The route.</param>
    /// <exception cref="NetlinkException">As for <see cref="AddRoute"/>, except EEXIST.</exception>
    /// <exception cref="ArgumentException">The route contradicts itself; the message says how.</exception>
    public void ReplaceRoute(RouteSpec route) => SendRoute(RTM.NEWROUTE, MessageFlags.Create | MessageFlags.Replace, "route replace", route);

    /// <summary>
    /// Adds a route behind those of its destination and metric; <c>ip route append</c>. IPv4 uses the first of them only; IPv6 makes one multipath route of all that have a gateway.
    /// </summary>
    /// <param name="route">The route.</param>
    /// <exception cref="NetlinkException">As for <see cref="AddRoute"/>; <see cref="Errno.EEXIST"/> when it is the same in all parts.</exception>
    /// <exception cref="ArgumentException">The route contradicts itself; the message says how.</exception>
    public void AppendRoute(RouteSpec route) => SendRoute(RTM.NEWROUTE, MessageFlags.Create | MessageFlags.Append, "route append", route);

    /// <summary>Adds a route before those of its destination and metric, so that it is used; <c>ip route prepend</c>. IPv6 knows no such order.</summary>
    /// <param name="route">The route.</param>
    /// <exception cref="NetlinkException">As for <see cref="AddRoute"/>; <see cref="Errno.EEXIST"/> when it is the same in all parts.</exception>
    /// <exception cref="ArgumentException">The route contradicts itself; the message says how.</exception>
    public void PrependRoute(RouteSpec route) => SendRoute(RTM.NEWROUTE, MessageFlags.Create, "route prepend", route);

    /// <summary>Deletes the first route that matches everything given; <c>ip route delete</c>.</summary>
    /// <param name="route">The destination and whatever else tells the route apart.</param>
    /// <exception cref="NetlinkException"><see cref="Errno.ESRCH"/>: there is none.</exception>
    /// <exception cref="ArgumentException">The route contradicts itself; the message says how.</exception>
    public void DeleteRoute(RouteSpec route) => SendRoute(RTM.DELROUTE, MessageFlags.None, "route delete", route);

    /// <summary>Asks which way packets to an address take; <c>ip route get ADDRESS</c>.</summary>
    /// <param name="destination">The address.</param>
    /// <returns>The way, or null when there is none (<see cref="Errno.ENETUNREACH"/>).</returns>
    /// <exception cref="NetlinkException">As for the other form.</exception>
    public Route? FindRoute(IPAddress destination) => FindRoute(new RouteQuery(destination));

    /// <summary>Asks which way a packet takes; <c>ip route get</c>. Nothing is sent to its destination.</summary>
    /// <param name="query">The packet.</param>
    /// <returns>
    /// The way: its destination is the packet's address with all bits, its source the address to send from, its table the one it was found in. Null when there is none (<see cref="Errno.ENETUNREACH"/>).
    /// </returns>
    /// <exception cref="NetlinkException">
    /// <see cref="Errno.EHOSTUNREACH"/>, <see cref="Errno.EACCES"/> or <see cref="Errno.EINVAL"/>: a route or rule answers "unreachable", "prohibit" or "blackhole", or a forwarded
    /// packet cannot come from there. <see cref="Errno.ENODEV"/>: there is no such link.
    /// </exception>
    /// <exception cref="ArgumentException">No packet can be so.</exception>
    public Route? FindRoute(RouteQuery query)
    {
        RouteChecks.Check(query);
        using var request = Begin(RTM.GETROUTE, MessageFlags.None, new("route get", query));
        RouteQueryRequests.Write(request, query);
        return _socket.Query(request, RouteParser, Errno.ENETUNREACH);
    }

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

    private void SendRoute(RTM type, MessageFlags flags, string words, RouteSpec route)
    {
        RouteChecks.Check(route);
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

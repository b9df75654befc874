using System.Collections;
using System.Collections.Immutable;
using System.Net.Sockets;

namespace NetController.Netlink.Mirror;

/// <summary>
/// The routes of a namespace. What the kernel announces does not always say which routes remain; then the family is <see cref="IsStale">stale</see> and has to be listed.
/// </summary>
/// <remarks>
/// It says nothing of IPv4 routes that go with their link, their source address or their next hop object; names none of the routes that a replacement displaces; and announces an IPv6 route
/// of several hops as a whole when a hop is added, but by the hop alone when one is removed.
/// </remarks>
internal sealed class RouteSet : IReadOnlyCollection<Route>
{
    private readonly Dictionary<RoutePlace, Route[]> _places = [];
    private readonly HashSet<LinkIndex> _suspects = [];
    private readonly HashSet<AddressFamily> _stale = [];

    public int Count { get; private set; }

    public IEnumerator<Route> GetEnumerator()
    {
        foreach (var routes in _places.Values)
        {
            foreach (var route in routes)
            {
                yield return route;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Enters an announced route; false where it is there already.</summary>
    /// <param name="route">The route.</param>
    /// <param name="replaces">Whether it displaces another.</param>
    /// <param name="differences">Where to report the one that it displaces.</param>
    internal bool Set(Route route, bool replaces, Queue<RouteEvent> differences)
    {
        var place = RoutePlace.Of(route);
        if (!_places.TryGetValue(place, out var routes))
        {
            // What a replacement displaces has stood in this place, unless the list was made after it.
            Put(place, [route]);
            return true;
        }

        if (IndexOf(routes, route) is var index and >= 0)
        {
            var changes = !routes[index].Equals(route);
            routes[index] = route;
            return changes;
        }

        // Which of several is displaced is not said, nor which of those that IPv6 joins into one.
        var isIPv6 = route.Family is AddressFamily.InterNetworkV6;
        if (replaces ? isIPv6 || routes.Length > 1 : isIPv6 && HasRouter(route) && routes.Any(HasRouter))
        {
            _stale.Add(route.Family);
        }

        Count -= routes.Length;
        if (replaces && routes.Length == 1)
        {
            differences.Enqueue(new RouteEvent.RouteDeleted(routes[0]));
            routes = [];
        }

        Put(place, [.. routes, route]);
        return true;
    }

    /// <summary>Takes out a route that is announced as deleted; false where it is not there.</summary>
    internal bool Remove(Route route)
    {
        var place = RoutePlace.Of(route);
        var index = _places.TryGetValue(place, out var routes) ? IndexOf(routes, route) : -1;
        if (index < 0)
        {
            _stale.Add(route.Family);
            return false;
        }

        if (routes!.Length == 1)
        {
            _places.Remove(place);
        }
        else
        {
            _places[place] = [.. routes[..index], .. routes[(index + 1)..]];
        }

        Count--;
        return true;
    }

    /// <summary>Notes that routes over a link may go, or have gone, without a word.</summary>
    internal void Suspect(LinkIndex link) => _suspects.Add(link);

    /// <summary>Notes that a family has to be listed.</summary>
    internal void MarkStale(AddressFamily family) => _stale.Add(family);

    /// <summary>Whether a family has to be listed before these routes can be relied on.</summary>
    internal bool IsStale(AddressFamily family) => _stale.Contains(family);

    /// <summary>Finds out for which families the suspicions matter.</summary>
    internal void Settle()
    {
        if (_suspects.Count > 0)
        {
            foreach (var route in this)
            {
                if (!_stale.Contains(route.Family) && UsesSuspect(route))
                {
                    _stale.Add(route.Family);
                }
            }

            _suspects.Clear();
        }
    }

    /// <summary>Takes over the whole list of a family, and reports what it differs in.</summary>
    internal void Replace(AddressFamily family, ImmutableArray<Route> listed, Queue<RouteEvent> differences)
    {
        var before = this.Where(route => route.Family == family).ToHashSet(RouteIdentity.Comparer);
        foreach (var place in before.Select(RoutePlace.Of).Distinct())
        {
            Count -= _places[place].Length;
            _places.Remove(place);
        }

        foreach (var group in listed.GroupBy(RoutePlace.Of))
        {
            Put(group.Key, [.. group]);
        }

        foreach (var gone in before.Except(listed, RouteIdentity.Comparer))
        {
            differences.Enqueue(new RouteEvent.RouteDeleted(gone));
        }

        foreach (var route in listed)
        {
            if (!before.TryGetValue(route, out var known) || known.Flags != route.Flags)
            {
                differences.Enqueue(new RouteEvent.RouteChanged(route, Replaces: false));
            }
        }

        _stale.Remove(family);
    }

    private void Put(RoutePlace place, Route[] routes)
    {
        _places[place] = routes;
        Count += routes.Length;
    }

    private static int IndexOf(Route[] routes, Route route) => Array.FindIndex(routes, one => RouteIdentity.Comparer.Equals(one, route));

    private bool UsesSuspect(Route route)
    {
        if (route.Link is { } link && _suspects.Contains(link))
        {
            return true;
        }

        foreach (var hop in route.NextHops)
        {
            if (hop.Link is { } way && _suspects.Contains(way))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the kernel joins the route with others of its place to one of several hops (IPv6).</summary>
    private static bool HasRouter(Route route) => route.Gateway is not null || route.NextHops.Count > 0;
}

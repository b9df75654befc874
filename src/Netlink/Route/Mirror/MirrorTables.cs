using System.Net;
using System.Net.Sockets;

namespace NetController.Netlink.Mirror;

/// <summary>The tables of a mirror: takes announcements in, lists where they do not suffice, and tells what has changed.</summary>
internal sealed class MirrorTables(RouteConnection kernel, RouteGroups groups)
{
    private static readonly AddressFamily[] Families = [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6];

    private readonly Dictionary<LinkIndex, bool> _carriers = [];

    internal MirrorTable<LinkIndex, Link> Links { get; } =
        new(static link => link.Index, static link => new RouteEvent.LinkChanged(link), static link => new RouteEvent.LinkDeleted(link));

    internal MirrorTable<AddressKey, LinkAddress> Addresses { get; } =
        new(AddressKey.Of, static address => new RouteEvent.AddressChanged(address), static address => new RouteEvent.AddressDeleted(address));

    internal RouteSet Routes { get; } = [];

    internal MirrorTable<(LinkIndex Link, IPAddress Address), Neighbour> Neighbours { get; } = new(
        static neighbour => (neighbour.Link, neighbour.Address),
        static neighbour => new RouteEvent.NeighbourChanged(neighbour),
        static neighbour => new RouteEvent.NeighbourDeleted(neighbour));

    /// <summary>What has changed and is not told yet.</summary>
    internal Queue<RouteEvent> Differences { get; } = new();

    /// <summary>Lists everything.</summary>
    internal void ListAll()
    {
        if (groups.HasFlag(RouteGroups.Links))
        {
            Links.Replace(kernel.ListLinks(), Differences);
        }

        if (groups.HasFlag(RouteGroups.Addresses))
        {
            Addresses.Replace(kernel.ListAddresses(), Differences);
        }

        if (groups.HasFlag(RouteGroups.Neighbours))
        {
            Neighbours.Replace(kernel.ListNeighbours(), Differences);
        }

        if (groups.HasFlag(RouteGroups.Routes))
        {
            foreach (var family in Families)
            {
                Routes.MarkStale(family);
            }

            ListStaleRoutes();
        }
    }

    /// <summary>Lists the routes of which announcements do not tell enough.</summary>
    internal void ListStaleRoutes()
    {
        Routes.Settle();
        foreach (var family in Families)
        {
            if (Routes.IsStale(family))
            {
                Routes.Replace(family, kernel.ListRoutes(new RouteFilter { Family = family }), Differences);
            }
        }
    }

    /// <summary>Notes that next hop objects have changed, and with them, without a word, the routes that use them.</summary>
    internal void DistrustRoutes()
    {
        foreach (var family in Families)
        {
            Routes.MarkStale(family);
        }
    }

    /// <summary>Takes an announcement in.</summary>
    /// <returns>What has changed in these tables, or null when they say so already.</returns>
    internal RouteEvent? Apply(RouteEvent change)
    {
        if (groups.HasFlag(RouteGroups.Routes))
        {
            Suspect(change);
        }

        var changes = change switch
        {
            RouteEvent.LinkChanged(var link) => groups.HasFlag(RouteGroups.Links) && Links.Set(link),
            RouteEvent.LinkDeleted(var link) => Links.Remove(link),
            RouteEvent.AddressChanged(var address) => groups.HasFlag(RouteGroups.Addresses) && Addresses.Set(address),
            RouteEvent.AddressDeleted(var address) => Addresses.Remove(address),
            RouteEvent.RouteChanged(var route, var replaces) => Routes.Set(route, replaces, Differences),
            RouteEvent.RouteDeleted(var route) => Routes.Remove(route),
            RouteEvent.NeighbourChanged(var neighbour) => !neighbour.IsProxy && Neighbours.Set(neighbour),
            RouteEvent.NeighbourDeleted(var neighbour) => !neighbour.IsProxy && Neighbours.Remove(neighbour),
            _ => false,
        };
        return changes ? change : change is RouteEvent.BridgePortChanged(var port, _) ? ReadLink(port) : null;
    }

    private void Suspect(RouteEvent change)
    {
        switch (change)
        {
            case RouteEvent.LinkChanged(var link) when LosesOrRegainsCarrier(link):
                Routes.Suspect(link.Index);
                break;
            case RouteEvent.LinkDeleted(var link):
                _carriers.Remove(link.Index);
                Routes.Suspect(link.Index);
                break;
            case RouteEvent.AddressDeleted({ Address.AddressFamily: AddressFamily.InterNetwork } address):
                Routes.Suspect(address.Link);
                break;
        }
    }

    private bool LosesOrRegainsCarrier(Link link)
    {
        var hasCarrier = link.IsUp && link.Flags.HasFlag(LinkFlags.LowerUp);
        var had = _carriers.TryGetValue(link.Index, out var before) && before;
        _carriers[link.Index] = hasCarrier;
        return !(had && hasCarrier);
    }

    /// <summary>Reads a link that has changed as a port; what the kernel announces of that is not the whole link.</summary>
    private RouteEvent.LinkChanged? ReadLink(LinkIndex index) =>
        groups.HasFlag(RouteGroups.Links) && kernel.FindLink(index) is { } link && Links.Set(link) ? new RouteEvent.LinkChanged(link) : null;
}

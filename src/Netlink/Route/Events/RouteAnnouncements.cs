using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>The kernel's multicast groups behind what users ask for.</summary>
internal static class RouteAnnouncements
{
    private const RouteGroups BehindRoutes = RouteGroups.Links | RouteGroups.Addresses | RouteGroups.Routes;
    private const RouteGroups All = BehindRoutes | RouteGroups.Neighbours;

    /// <summary>The groups that announce what is asked for.</summary>
    /// <exception cref="ArgumentException">Nothing is asked for, or something that does not exist.</exception>
    internal static int[] Of(RouteGroups groups)
    {
        if (groups is RouteGroups.None || (groups & ~All) != 0)
        {
            throw new ArgumentException($"{groups} names no group to subscribe to, or one that does not exist.", nameof(groups));
        }

        var numbers = new List<int>();
        Add(RouteGroups.Links, RTNLGRP.LINK);
        Add(RouteGroups.Addresses, RTNLGRP.IPV4_IFADDR, RTNLGRP.IPV6_IFADDR);
        Add(RouteGroups.Routes, RTNLGRP.IPV4_ROUTE, RTNLGRP.IPV6_ROUTE);
        Add(RouteGroups.Neighbours, RTNLGRP.NEIGH);
        return [.. numbers];

        void Add(RouteGroups group, params ReadOnlySpan<RTNLGRP> announcements)
        {
            if (groups.HasFlag(group))
            {
                foreach (var announcement in announcements)
                {
                    numbers.Add((int)announcement);
                }
            }
        }
    }

    /// <summary>The groups that announce what is asked for and what silently changes it.</summary>
    /// <inheritdoc cref="Of" path="/exception"/>
    internal static int[] NeededFor(RouteGroups groups)
    {
        // Routes go with links, addresses and next hop objects.
        var numbers = Of(groups);
        return groups.HasFlag(RouteGroups.Routes) ? [.. Of(groups | BehindRoutes), (int)RTNLGRP.NEXTHOP] : numbers;
    }
}

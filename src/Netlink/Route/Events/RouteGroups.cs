namespace NetController.Netlink;

/// <summary>What a <see cref="RouteWatcher"/> or <see cref="RouteMirror"/> is about; <c>ip monitor link address …</c>.</summary>
[Flags]
public enum RouteGroups
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Links made, changed and deleted.</summary>
    Links = 1,

    /// <summary>IPv4 and IPv6 addresses of links.</summary>
    Addresses = 2,

    /// <summary>IPv4 and IPv6 routes of all tables.</summary>
    Routes = 4,

    /// <summary>IPv4 and IPv6 neighbours, without the forwarding databases of bridges.</summary>
    Neighbours = 8,
}

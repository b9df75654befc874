namespace NetController.Netlink;

/// <summary>
/// A change of links, addresses, routes or neighbours, as the kernel announced it. Its kinds are nested records: <c>switch (change) { case RouteEvent.LinkChanged(var link): … }</c>.
/// There are no others than those here.
/// </summary>
public abstract record RouteEvent
{
    private RouteEvent()
    {
    }

    /// <summary>A link has been made or has changed; the kernel does not say which, and may say it several times for one cause.</summary>
    /// <param name="Link">The link as it was then.</param>
    public sealed record LinkChanged(Link Link) : RouteEvent;

    /// <summary>A link is gone: deleted, or moved to another namespace.</summary>
    /// <param name="Link">The link as it was last.</param>
    public sealed record LinkDeleted(Link Link) : RouteEvent;

    /// <summary>
    /// A link has become a port of a bridge, has ceased to be one, or has changed as one. The kernel tells little more here: <see cref="RouteConnection.FindLink(LinkIndex)"/> says
    /// what is in force now.
    /// </summary>
    /// <param name="Port">The link.</param>
    /// <param name="Bridge">The bridge it is a port of, or null when it is none any more.</param>
    public sealed record BridgePortChanged(LinkIndex Port, LinkIndex? Bridge) : RouteEvent;

    /// <summary>A link has been given an address, or the address has changed, for example when it ceases to be tentative.</summary>
    /// <param name="Address">The address as it was then.</param>
    public sealed record AddressChanged(LinkAddress Address) : RouteEvent;

    /// <summary>An address has been taken from a link.</summary>
    /// <param name="Address">The address as it was last.</param>
    public sealed record AddressDeleted(LinkAddress Address) : RouteEvent;

    /// <summary>A route has been added, or its state has changed; <see cref="Route.IdentityComparer"/> tells which of those known it is.</summary>
    /// <param name="Route">The route.</param>
    /// <param name="Replaces">It took the place of a route of the same destination and metric, of which the kernel tells nothing; a <see cref="RouteMirror"/> tells of it as deleted.</param>
    public sealed record RouteChanged(Route Route, bool Replaces) : RouteEvent;

    /// <summary>
    /// A route has been deleted. The kernel says nothing of IPv4 routes that go because their link goes down or is deleted, or because the address they send from is taken away;
    /// a <see cref="RouteMirror"/> notices all the same.
    /// </summary>
    /// <param name="Route">The route.</param>
    public sealed record RouteDeleted(Route Route) : RouteEvent;

    /// <summary>A neighbour has become known, or what is known of it has changed. The kernel does not announce one that it is only looking for.</summary>
    /// <param name="Neighbour">The neighbour.</param>
    public sealed record NeighbourChanged(Neighbour Neighbour) : RouteEvent;

    /// <summary>A neighbour is forgotten.</summary>
    /// <param name="Neighbour">The neighbour as it was last.</param>
    public sealed record NeighbourDeleted(Neighbour Neighbour) : RouteEvent;

    /// <summary>
    /// Events are missing between the one before and the one after: what is known of the kernel's tables may be wrong from here on, and has to be listed again. Listing upon this
    /// event is safe: whatever changes later is announced.
    /// </summary>
    /// <param name="Reason">Why.</param>
    public sealed record Overrun(EventLoss Reason) : RouteEvent;
}

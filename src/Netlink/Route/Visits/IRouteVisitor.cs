namespace NetController.Netlink;

/// <summary>Looks at routes one by one without an object for each; see <see cref="RouteConnection.VisitRoutes"/>. Best implemented by a structure.</summary>
public interface IRouteVisitor
{
    /// <inheritdoc cref="ILinkVisitor.Begin"/>
    void Begin();

    /// <summary>Looks at a route.</summary>
    /// <param name="route">The route; valid only during the call.</param>
    void Visit(RouteView route);
}

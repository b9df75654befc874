using System.Text;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <content>Looking at long lists in place: what is listed is not turned into objects, and nothing is allocated.</content>
public sealed partial class RouteConnection
{
    /// <summary>Looks at links one by one; as <see cref="ListLinks"/>, without an object for each.</summary>
    /// <typeparam name="TVisitor">The visitor, best a structure.</typeparam>
    /// <param name="visitor">The visitor. It must not use this connection; what it throws is thrown here once the kernel's answer is read to its end.</param>
    /// <param name="filter">Which, or null for all.</param>
    /// <param name="parts">What <see cref="LinkView.ToLink(LinkParts)"/> is to find; only the statistics cost anything.</param>
    /// <exception cref="DumpInterruptedException">Links kept changing meanwhile; what the visitor has gathered is incomplete.</exception>
    public void VisitLinks<TVisitor>(ref TVisitor visitor, LinkFilter? filter = null, LinkParts parts = LinkParts.None)
        where TVisitor : ILinkVisitor
    {
        using var request = Begin(RTM.GETLINK, MessageFlags.None, "link show");
        LinkRequests.List(request, filter, parts);
        Span<byte> kind = stackalloc byte[64];
        var length = filter?.Kind is null ? 0 : Encoding.UTF8.GetBytes(filter.Kind, kind);
        var sink = new LinkSink<TVisitor>(ref visitor, kind[..length]);
        _ = _socket.DumpInto(request, Errno.None, ref sink);
    }

    /// <summary>Looks at routes one by one; as <see cref="ListRoutes"/>, without an object for each.</summary>
    /// <typeparam name="TVisitor">The visitor, best a structure.</typeparam>
    /// <param name="visitor">The visitor. It must not use this connection; what it throws is thrown here once the kernel's answer is read to its end.</param>
    /// <param name="filter">Which, or null for all.</param>
    /// <exception cref="DumpInterruptedException">Routes kept changing meanwhile; what the visitor has gathered is incomplete.</exception>
    public void VisitRoutes<TVisitor>(ref TVisitor visitor, RouteFilter? filter = null)
        where TVisitor : IRouteVisitor
    {
        using var request = Begin(RTM.GETROUTE, MessageFlags.None, "route show");
        RouteRequests.List(request, filter);
        var sink = new RouteSink<TVisitor>(ref visitor, filter);
        _ = _socket.DumpInto(request, Errno.ENOENT, ref sink);
    }
}

using System.Net.Sockets;
using NetController.Netlink.Protocol;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>Shows the routes of a dump to a visitor, without those that the kernel sent although the filter excludes them.</summary>
internal readonly ref struct RouteSink<TVisitor> : IMessageSink
    where TVisitor : IRouteVisitor
{
    private readonly ref TVisitor _visitor;
    private readonly RouteFilter? _filter;

    internal RouteSink(ref TVisitor visitor, RouteFilter? filter)
    {
        _visitor = ref visitor;
        _filter = filter;
    }

    public void Begin() => _visitor.Begin();

    public void Take(scoped MessageReader message)
    {
        if (message.Type != (ushort)RTM.NEWROUTE)
        {
            return;
        }

        var route = new RouteView(message);
        if (route.Family is not AddressFamily.Unspecified && Matches(route))
        {
            _visitor.Visit(route);
        }
    }

    private bool Matches(scoped RouteView route) => _filter is null
        || ((_filter.Family is null || route.Family == _filter.Family)
            && (_filter.Table is null || route.Table == _filter.Table)
            && (_filter.Protocol is null || route.Protocol == _filter.Protocol)
            && (_filter.Type is null || route.Type == _filter.Type)
            && (_filter.Link is null || (route.HasSeveralWays ? _filter.Matches(route.ToRoute()) : route.Link == _filter.Link)));
}

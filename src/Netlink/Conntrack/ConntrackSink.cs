using NetController.Netlink.Protocol;

namespace NetController.Netlink.Conntrack;

/// <summary>Shows the flows of a dump to a visitor, without those that the kernel sent although the filter excludes them.</summary>
internal readonly ref struct ConntrackSink<TVisitor> : IMessageSink
    where TVisitor : IConntrackVisitor
{
    private readonly ref TVisitor _visitor;
    private readonly ConntrackFilter? _filter;

    internal ConntrackSink(ref TVisitor visitor, ConntrackFilter? filter)
    {
        _visitor = ref visitor;
        _filter = filter;
    }

    public void Begin() => _visitor.Begin();

    public void Take(scoped MessageReader message)
    {
        if (!ConntrackFlowView.IsFlow(message))
        {
            return;
        }

        var flow = new ConntrackFlowView(message);
        if (_filter is null || _filter.Matches(flow))
        {
            _visitor.Visit(flow);
        }
    }
}

using System.Collections.Immutable;
using NetController.Netlink.Netfilter;
using NetController.Netlink.Wire;

namespace NetController.Netlink.Conntrack;

/// <content>Reading; <c>conntrack -L</c>, <c>-G</c> and <c>-C</c>.</content>
public sealed partial class ConntrackConnection
{
    private static readonly MessageParser<ConntrackFlow> FlowParser = ConntrackFlow.Decode;

    private static readonly MessageParser<ConntrackUsage> UsageParser = ReadUsage;

    /// <summary>Lists flows; <c>conntrack -L</c>.</summary>
    /// <remarks>
    /// Flows come and go with packets, and the kernel does not hold them still for a list: one that begins or ends meanwhile may be in it or not, and when many end
    /// the kernel may, rarely, list one twice. Those that stay are always in it.
    /// </remarks>
    /// <param name="filter">Which, or null for all of both families.</param>
    /// <returns>The flows, in the order of the kernel's table, which means nothing.</returns>
    /// <exception cref="ArgumentException">The conditions contradict each other.</exception>
    public ImmutableArray<ConntrackFlow> ListFlows(ConntrackFilter? filter = null)
    {
        filter?.Check();
        using var request = Begin(IPCTNL_MSG_CT.GET, "conntrack list");
        ConntrackRequests.List(request, filter);
        return _socket.Dump(request, filter is null ? FlowParser : message => Select(message, filter));
    }

    /// <summary>Looks at flows one by one; as <see cref="ListFlows"/>, without an object for each.</summary>
    /// <typeparam name="TVisitor">The visitor, best a structure.</typeparam>
    /// <param name="visitor">The visitor. It must not use this connection; what it throws is thrown here once the kernel's answer is read to its end.</param>
    /// <param name="filter">Which, or null for all of both families.</param>
    /// <exception cref="ArgumentException">The conditions contradict each other.</exception>
    public void VisitFlows<TVisitor>(ref TVisitor visitor, ConntrackFilter? filter = null)
        where TVisitor : IConntrackVisitor
    {
        filter?.Check();
        using var request = Begin(IPCTNL_MSG_CT.GET, "conntrack list");
        ConntrackRequests.List(request, filter);
        var sink = new ConntrackSink<TVisitor>(ref visitor, filter);
        _ = _socket.DumpInto(request, Errno.None, ref sink);
    }

    /// <summary>Counts the flows that meet conditions, by looking at them.</summary>
    /// <param name="filter">Which.</param>
    /// <returns>Their number.</returns>
    /// <exception cref="ArgumentException">The conditions contradict each other.</exception>
    public int CountFlows(ConntrackFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var counter = default(Counter);
        VisitFlows(ref counter, filter);
        return counter.Seen;
    }

    /// <summary>Tells how full the table is, without listing it; <c>conntrack -C</c>.</summary>
    /// <returns>The number of flows and the most there may be.</returns>
    public ConntrackUsage GetUsage()
    {
        using var request = Begin(IPCTNL_MSG_CT.GET_STATS, "conntrack count");
        NetfilterMessage.WriteHeader(request, IpFamily.Any);
        return _socket.QueryAcknowledged(request, UsageParser) ?? throw new NetlinkProtocolException("the kernel did not say how many flows there are");
    }

    /// <summary>Finds a flow by what its packets carry in either direction; <c>conntrack -G</c>.</summary>
    /// <param name="tuple">Every field counts, its zone included.</param>
    /// <param name="zone">The zone of both directions, as <see cref="ConntrackFlow.Zone"/>.</param>
    /// <returns>The flow, or null when there is none.</returns>
    public ConntrackFlow? FindFlow(ConntrackTuple tuple, ushort zone = 0)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        CheckZone(tuple, zone);
        using var request = Begin(IPCTNL_MSG_CT.GET, new("conntrack get", tuple));
        ConntrackRequests.Name(request, tuple, zone);
        return _socket.QueryAcknowledged(request, FlowParser, Errno.ENOENT);
    }

    private static ConntrackFlow? Select(MessageReader message, ConntrackFilter filter) =>
        ConntrackFlowView.IsFlow(message) && filter.Matches(new ConntrackFlowView(message)) ? ConntrackFlow.Decode(message) : null;

    private static void CheckZone(ConntrackTuple tuple, ushort zone)
    {
        if (tuple.Zone != 0 && zone != 0)
        {
            throw new ArgumentException($"A flow has a zone for both directions or for one: {zone} and {tuple.Zone} are given.", nameof(zone));
        }
    }

    private static ConntrackUsage? ReadUsage(MessageReader message)
    {
        if (message.Type != NetfilterMessage.Type(NFNL_SUBSYS.CTNETLINK, (byte)IPCTNL_MSG_CT.GET_STATS))
        {
            return null;
        }

        uint? flows = null, maximum = null;
        var attributes = message.ReadAttributes<nfgenmsg, CTA_STATS_GLOBAL>();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case CTA_STATS_GLOBAL.ENTRIES: flows = attributes.GetUInt32BigEndian(); break;
                case CTA_STATS_GLOBAL.MAX_ENTRIES: maximum = attributes.GetUInt32BigEndian(); break;
            }
        }

        return flows is { } number ? new ConntrackUsage(number, maximum) : null;
    }

    private struct Counter : IConntrackVisitor
    {
        internal int Seen { get; private set; }

        public void Begin() => Seen = 0;

        public void Visit(ConntrackFlowView flow) => Seen++;
    }
}

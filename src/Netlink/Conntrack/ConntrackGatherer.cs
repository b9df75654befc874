using System.Buffers;
using NetController.Netlink.Protocol;

namespace NetController.Netlink.Conntrack;

/// <summary>Gathers what names the flows that meet a filter, as the kernel itself names them.</summary>
internal sealed class ConntrackGatherer(ConntrackFilter filter) : IMessageSink
{
    private readonly ArrayBufferWriter<byte> _tuples = new();
    private readonly List<ConntrackHandle> _flows = [];

    internal IReadOnlyList<ConntrackHandle> Flows => _flows;

    public void Begin()
    {
        _tuples.ResetWrittenCount();
        _flows.Clear();
    }

    public void Take(scoped MessageReader message)
    {
        if (!ConntrackFlowView.IsFlow(message))
        {
            return;
        }

        var flow = new ConntrackFlowView(message);
        if (filter.Matches(flow))
        {
            _flows.Add(new ConntrackHandle(IpFamily.Of(flow.Family), flow.Zone, flow.Id, _tuples.WrittenCount, flow.OriginalBytes.Length));
            _tuples.Write(flow.OriginalBytes);
        }
    }

    /// <summary>The original direction of a flow, as it was received.</summary>
    internal ReadOnlySpan<byte> TupleOf(in ConntrackHandle flow) => _tuples.WrittenSpan.Slice(flow.Start, flow.Length);
}

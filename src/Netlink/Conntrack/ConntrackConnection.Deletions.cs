using System.Net.Sockets;
using NetController.Netlink.Netfilter;
using NetController.Netlink.Wire;

namespace NetController.Netlink.Conntrack;

/// <content>Removing; <c>conntrack -D</c> and <c>-F</c>. The next packet of a flow that is gone begins a new one, by the rules as they then are.</content>
public sealed partial class ConntrackConnection
{
    // Enough to make the system calls negligible, few enough for the kernel to queue an answer about each.
    private const int DeletionsPerDatagram = 64;

    /// <summary>Deletes one flow, by what its packets carry in either direction; <c>conntrack -D</c>. One that is absent is done.</summary>
    /// <param name="tuple">Every field counts, its zone included.</param>
    /// <param name="zone">The zone of both directions, as <see cref="ConntrackFlow.Zone"/>.</param>
    /// <param name="id">The <see cref="ConntrackFlow.Id"/>, so that a flow that has taken its place is spared, or null.</param>
    /// <returns>Whether there was one.</returns>
    public bool DeleteFlow(ConntrackTuple tuple, ushort zone = 0, uint? id = null)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        CheckZone(tuple, zone);
        using var request = Begin(IPCTNL_MSG_CT.DELETE, new("conntrack delete", tuple));
        ConntrackRequests.Name(request, tuple, zone);
        if (id is { } number)
        {
            request.WriteUInt32BigEndian(CTA.ID, number);
        }

        return _socket.ExecuteTolerating(request, Errno.ENOENT) == 0;
    }

    /// <summary>Deletes exactly this flow, not one that has taken its place. One that is absent is done.</summary>
    /// <param name="flow">The flow as it was listed.</param>
    /// <returns>Whether it was still there.</returns>
    public bool DeleteFlow(ConntrackFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return DeleteFlow(flow.Original, flow.Zone, flow.Id);
    }

    /// <summary>
    /// Deletes the flows that meet conditions; <c>conntrack -D</c> with options. Those that end by themselves meanwhile are done; those that begin after the call are not
    /// touched, so change the rules first.
    /// </summary>
    /// <remarks>
    /// The flows are listed, and each is deleted by its full tuple, zone and number. The kernel could delete by conditions itself, but kernels ignore conditions that they
    /// do not know and would then delete more than was meant, and it does not tell how many.
    /// </remarks>
    /// <param name="filter">Which; at least one condition. For all of them see <see cref="Flush"/>.</param>
    /// <returns>How many flows this call has deleted.</returns>
    /// <exception cref="ArgumentException">There is no condition, or they contradict each other.</exception>
    public int DeleteFlows(ConntrackFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (filter.IsEmpty)
        {
            throw new ArgumentException($"A filter without conditions means every flow of the namespace: call {nameof(Flush)} if that is meant.", nameof(filter));
        }

        filter.Check();

        // The kernel looks at protocol and ports only where the family is known: two lists of few flows are shorter than one of all.
        return filter.OnlyFamily is null && filter.Protocol is not null
            ? DeleteListed(filter with { Family = AddressFamily.InterNetwork }) + DeleteListed(filter with { Family = AddressFamily.InterNetworkV6 })
            : DeleteListed(filter);
    }

    /// <summary>Deletes every flow of the namespace; <c>conntrack -F</c>. Connections that are translated break unless their next packet is translated alike.</summary>
    /// <param name="family">Only those of IPv4 or of IPv6, or null for both. Kernels before 5.2 delete both all the same.</param>
    public void Flush(AddressFamily? family = null)
    {
        var number = IpFamily.Of(family);
        using var request = Begin(IPCTNL_MSG_CT.DELETE, "conntrack flush");

        // Only from version 1 on does the kernel look at the family of a flush.
        request.WriteHeader(new nfgenmsg { nfgen_family = number, version = 1 });
        _socket.Execute(request);
    }

    private int DeleteListed(ConntrackFilter filter)
    {
        var gathered = new ConntrackGatherer(filter);
        using (var request = Begin(IPCTNL_MSG_CT.GET, "conntrack list"))
        {
            ConntrackRequests.List(request, filter);
            _ = _socket.DumpInto(request, Errno.None, ref gathered);
        }

        var deleted = 0;
        for (var start = 0; start < gathered.Flows.Count; start += DeletionsPerDatagram)
        {
            deleted += Delete(gathered, start, Math.Min(start + DeletionsPerDatagram, gathered.Flows.Count));
        }

        return deleted;
    }

    private int Delete(ConntrackGatherer gathered, int start, int end)
    {
        using var request = Begin(IPCTNL_MSG_CT.DELETE, "conntrack delete");
        for (var i = start; i < end; i++)
        {
            if (i > start)
            {
                request.Next(NetfilterMessage.Type(NFNL_SUBSYS.CTNETLINK, (byte)IPCTNL_MSG_CT.DELETE), MessageFlags.None, "conntrack delete");
            }

            var flow = gathered.Flows[i];
            ConntrackRequests.Name(request, flow, gathered.TupleOf(flow));
        }

        return end - start - _socket.ExecuteTolerating(request, Errno.ENOENT);
    }
}

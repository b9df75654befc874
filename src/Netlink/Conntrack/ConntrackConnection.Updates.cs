using NetController.Netlink.Wire;

namespace NetController.Netlink.Conntrack;

/// <content>Changing; <c>conntrack -U</c>.</content>
public sealed partial class ConntrackConnection
{
    /// <summary>Changes a flow, named by what its packets carry in either direction; <c>conntrack -U</c>.</summary>
    /// <param name="tuple">Every field counts, its zone included.</param>
    /// <param name="update">The changes.</param>
    /// <param name="zone">The zone of both directions, as <see cref="ConntrackFlow.Zone"/>.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ArgumentException">The mark has bits outside of its mask, or two zones are given.</exception>
    /// <exception cref="NetlinkException"><see cref="Errno.EPERM"/>: the timeout of this flow is fixed.</exception>
    public bool UpdateFlow(ConntrackTuple tuple, ConntrackUpdate update, ushort zone = 0)
    {
        ArgumentNullException.ThrowIfNull(tuple);
        ArgumentNullException.ThrowIfNull(update);
        CheckZone(tuple, zone);
        update.Check();
        using var request = Begin(IPCTNL_MSG_CT.NEW, new("conntrack update", tuple));
        ConntrackRequests.Name(request, tuple, zone);
        if (update.Mark is { } mark)
        {
            request.WriteUInt32BigEndian(CTA.MARK, mark);
            request.WriteUInt32BigEndian(CTA.MARK_MASK, update.MarkMask);
        }

        if (update.Timeout is { } timeout)
        {
            request.WriteUInt32BigEndian(CTA.TIMEOUT, (uint)timeout.TotalSeconds);
        }

        return _socket.ExecuteTolerating(request, Errno.ENOENT) == 0;
    }
}

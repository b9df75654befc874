using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>The counters of a queueing discipline, class or action; <c>tc -s</c>.</summary>
public readonly record struct TrafficStatistics
{
    internal TrafficStatistics(AttributeReader<TCA_STATS> attributes)
    {
        var wide = false;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_STATS.BASIC:
                    var basic = attributes.GetStructure<gnet_stats_basic>();
                    Bytes = basic.bytes;
                    Packets = wide ? Packets : basic.packets;
                    break;
                case TCA_STATS.PKT64:
                    Packets = attributes.GetUInt64();
                    wide = true;
                    break;
                case TCA_STATS.QUEUE:
                    var queue = attributes.GetStructure<gnet_stats_queue>();
                    (Drops, OverLimits, Requeues, QueuedPackets, QueuedBytes) = (queue.drops, queue.overlimits, queue.requeues, queue.qlen, queue.backlog);
                    break;
            }
        }
    }

    /// <summary>The bytes that passed.</summary>
    public ulong Bytes { get; init; }

    /// <summary>The packets that passed.</summary>
    public ulong Packets { get; init; }

    /// <summary>The packets that were dropped.</summary>
    public uint Drops { get; init; }

    /// <summary>How often traffic was faster than allowed.</summary>
    public uint OverLimits { get; init; }

    /// <summary>How often the link did not take a packet, which was then queued again.</summary>
    public uint Requeues { get; init; }

    /// <summary>The packets that wait now.</summary>
    public uint QueuedPackets { get; init; }

    /// <summary>The bytes that wait now.</summary>
    public uint QueuedBytes { get; init; }
}

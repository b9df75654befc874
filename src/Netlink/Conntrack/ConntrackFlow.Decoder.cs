using System.Runtime.InteropServices;
using NetController.Netlink.Netfilter;
using NetController.Netlink.Wire;

namespace NetController.Netlink.Conntrack;

/// <content>
/// <code>
/// IPCTNL_MSG_CT_NEW nfgenmsg
///   CTA_TUPLE_ORIG, CTA_TUPLE_REPLY, CTA_TUPLE_MASTER
///     { CTA_TUPLE_IP { CTA_IP_V4_SRC … } CTA_TUPLE_PROTO { CTA_PROTO_NUM, CTA_PROTO_SRC_PORT … } CTA_TUPLE_ZONE }
///   CTA_STATUS CTA_TIMEOUT CTA_MARK CTA_ZONE CTA_USE CTA_ID CTA_LABELS
///   CTA_COUNTERS_ORIG, CTA_COUNTERS_REPLY { CTA_COUNTERS_PACKETS, CTA_COUNTERS_BYTES }
///   CTA_TIMESTAMP { CTA_TIMESTAMP_START, CTA_TIMESTAMP_STOP }
///   CTA_PROTOINFO { CTA_PROTOINFO_TCP { CTA_PROTOINFO_TCP_STATE } } CTA_HELP { CTA_HELP_NAME } CTA_SECCTX { CTA_SECCTX_NAME }
/// </code>
/// Numbers are in network byte order.
/// </content>
public sealed partial record ConntrackFlow
{
    private ConntrackFlow(MessageReader message)
    {
        var attributes = message.ReadAttributes<nfgenmsg, CTA>();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case CTA.TUPLE_ORIG: Original = ReadTuple(attributes); break;
                case CTA.TUPLE_REPLY: Reply = ReadTuple(attributes); break;
                case CTA.TUPLE_MASTER: Master = ReadTuple(attributes); break;
                case CTA.STATUS: Status = (ConntrackStatus)attributes.GetUInt32BigEndian(); break;
                case CTA.TIMEOUT: Timeout = TimeSpan.FromSeconds(attributes.GetUInt32BigEndian()); break;
                case CTA.MARK: Mark = attributes.GetUInt32BigEndian(); break;
                case CTA.ZONE: Zone = NetworkOrder.ToHost(attributes.GetUInt16()); break;
                case CTA.USE: UseCount = attributes.GetUInt32BigEndian(); break;
                case CTA.ID: Id = attributes.GetUInt32BigEndian(); break;
                case CTA.COUNTERS_ORIG: OriginalCounters = ReadCounters(attributes.GetNested<CTA_COUNTERS>()); break;
                case CTA.COUNTERS_REPLY: ReplyCounters = ReadCounters(attributes.GetNested<CTA_COUNTERS>()); break;
                case CTA.TIMESTAMP: (Started, Ended) = ReadTimes(attributes.GetNested<CTA_TIMESTAMP>()); break;
                case CTA.LABELS: Labels = ReadLabels(attributes.Value); break;
                case CTA.PROTOINFO: TcpState = ReadTcpState(attributes.GetNested<CTA_PROTOINFO>()); break;
                case CTA.HELP: Helper = ReadText(attributes.GetNested<CTA_HELP>(), CTA_HELP.NAME); break;
                case CTA.SECCTX: SecurityContext = ReadText(attributes.GetNested<CTA_SECCTX>(), CTA_SECCTX.NAME); break;
            }
        }

        if (Original is null || Reply is null || Original.Family != Reply.Family)
        {
            throw new NetlinkProtocolException("a flow lacks one of its directions, or they are of two families");
        }
    }

    /// <summary>Reads a message about a flow; null for any other message and for families other than IPv4 and IPv6.</summary>
    internal static ConntrackFlow? Decode(MessageReader message) => ConntrackFlowView.IsFlow(message) ? new ConntrackFlow(message) : null;

    private static ConntrackTuple ReadTuple(AttributeReader<CTA> attributes) => ConntrackTuple.FromWire(new ConntrackTupleView(attributes.GetNested<CTA_TUPLE>()));

    private static ConntrackCounters ReadCounters(AttributeReader<CTA_COUNTERS> attributes)
    {
        ulong packets = 0, bytes = 0;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case CTA_COUNTERS.PACKETS: packets = NetworkOrder.ToHost(attributes.GetUInt64()); break;
                case CTA_COUNTERS.BYTES: bytes = NetworkOrder.ToHost(attributes.GetUInt64()); break;
            }
        }

        return new ConntrackCounters(packets, bytes);
    }

    private static (DateTimeOffset? Started, DateTimeOffset? Ended) ReadTimes(AttributeReader<CTA_TIMESTAMP> attributes)
    {
        DateTimeOffset? started = null, ended = null;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case CTA_TIMESTAMP.START: started = ToTime(NetworkOrder.ToHost(attributes.GetUInt64())); break;
                case CTA_TIMESTAMP.STOP: ended = ToTime(NetworkOrder.ToHost(attributes.GetUInt64())); break;
            }
        }

        return (started, ended);
    }

    /// <summary>Nanoseconds since 1970; 64 bits of them end in 2554, so no value is out of range.</summary>
    private static DateTimeOffset ToTime(ulong nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks((long)(nanoseconds / TimeSpan.NanosecondsPerTick));

    /// <summary>An array of machine words, the lowest labels first; shorter than 128 bits where the kernel keeps fewer.</summary>
    private static UInt128 ReadLabels(ReadOnlySpan<byte> bytes)
    {
        Span<ulong> words = stackalloc ulong[2];
        words.Clear();
        bytes[..Math.Min(bytes.Length, 2 * sizeof(ulong))].CopyTo(MemoryMarshal.AsBytes(words));
        return new UInt128(words[1], words[0]);
    }

    private static ConntrackTcpState? ReadTcpState(AttributeReader<CTA_PROTOINFO> attributes)
    {
        while (attributes.Read())
        {
            if (attributes.Type is not CTA_PROTOINFO.TCP)
            {
                continue;
            }

            var tcp = attributes.GetNested<CTA_PROTOINFO_TCP>();
            while (tcp.Read())
            {
                if (tcp.Type is CTA_PROTOINFO_TCP.STATE)
                {
                    return (ConntrackTcpState)tcp.GetByte();
                }
            }
        }

        return null;
    }

    private static string? ReadText<TAttribute>(AttributeReader<TAttribute> attributes, TAttribute wanted)
        where TAttribute : unmanaged, Enum
    {
        while (attributes.Read())
        {
            if (EqualityComparer<TAttribute>.Default.Equals(attributes.Type, wanted))
            {
                return attributes.GetString();
            }
        }

        return null;
    }
}

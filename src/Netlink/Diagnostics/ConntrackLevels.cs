using NetController.Netlink.Wire;

namespace NetController.Netlink.Diagnostics;

/// <summary>The attributes of connection tracking.</summary>
internal static class ConntrackLevels
{
    private static readonly TraceLevel Tuple = new TraceLevel(typeof(CTA_TUPLE))
        .With(CTA_TUPLE.IP, new TraceLevel(typeof(CTA_IP)) { Addresses = [(ushort)CTA_IP.V4_SRC, (ushort)CTA_IP.V4_DST, (ushort)CTA_IP.V6_SRC, (ushort)CTA_IP.V6_DST] })
        .With(CTA_TUPLE.PROTO, new TraceLevel(typeof(CTA_PROTO)));

    private static readonly TraceLevel Counters = new(typeof(CTA_COUNTERS));

    private static readonly TraceLevel Flow = new TraceLevel(typeof(CTA)) { Opaque = (ushort)CTA.LABELS }
        .With(CTA.TUPLE_ORIG, Tuple).With(CTA.TUPLE_REPLY, Tuple).With(CTA.TUPLE_MASTER, Tuple)
        .With(CTA.COUNTERS_ORIG, Counters).With(CTA.COUNTERS_REPLY, Counters)
        .With(CTA.TIMESTAMP, new TraceLevel(typeof(CTA_TIMESTAMP)))
        .With(CTA.PROTOINFO, new TraceLevel(typeof(CTA_PROTOINFO)).With(CTA_PROTOINFO.TCP, new TraceLevel(typeof(CTA_PROTOINFO_TCP))))
        .With(CTA.HELP, new TraceLevel(typeof(CTA_HELP)))
        .With(CTA.SECCTX, new TraceLevel(typeof(CTA_SECCTX)))
        .With(CTA.FILTER, new TraceLevel(typeof(CTA_FILTER)) { IsHostOrder = true });

    private static readonly TraceLevel Statistics = new(typeof(CTA_STATS_GLOBAL));

    /// <summary>The attributes of a message.</summary>
    internal static TraceLevel Of(IPCTNL_MSG_CT message) => message switch
    {
        IPCTNL_MSG_CT.NEW or IPCTNL_MSG_CT.GET or IPCTNL_MSG_CT.DELETE => Flow,
        IPCTNL_MSG_CT.GET_STATS => Statistics,
        _ => TraceLevel.Unknown,
    };
}

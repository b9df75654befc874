namespace NetController.Netlink.Wire;

/// <summary>Attributes of a flow, linux/netfilter/nfnetlink_conntrack.h.</summary>
internal enum CTA : ushort
{
    TUPLE_ORIG = 1,
    TUPLE_REPLY = 2,
    STATUS = 3,
    PROTOINFO = 4,
    HELP = 5,
    TIMEOUT = 7,
    MARK = 8,
    COUNTERS_ORIG = 9,
    COUNTERS_REPLY = 10,
    USE = 11,
    ID = 12,
    TUPLE_MASTER = 14,
    ZONE = 18,
    SECCTX = 19,
    TIMESTAMP = 20,
    MARK_MASK = 21,
    LABELS = 22,
    FILTER = 25,
    STATUS_MASK = 26,
}

namespace NetController.Netlink.Wire;

/// <summary>Attributes of queueing disciplines, classes and filters, linux/rtnetlink.h.</summary>
internal enum TCA : ushort
{
    KIND = 1,
    OPTIONS = 2,
    STATS = 3,
    XSTATS = 4,
    STATS2 = 7,
    CHAIN = 11,
}

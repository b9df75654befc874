namespace NetController.Netlink.Wire;

/// <summary>Attributes of a log statement, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_LOG : ushort
{
    GROUP = 1,
    PREFIX = 2,
    SNAPLEN = 3,
    QTHRESHOLD = 4,
    LEVEL = 5,
    FLAGS = 6,
}

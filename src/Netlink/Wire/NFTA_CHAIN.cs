namespace NetController.Netlink.Wire;

/// <summary>Attributes of a chain, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_CHAIN : ushort
{
    TABLE = 1,
    HANDLE = 2,
    NAME = 3,
    HOOK = 4,
    POLICY = 5,
    USE = 6,
    TYPE = 7,
    COUNTERS = 8,
    PAD = 9,
    FLAGS = 10,
    ID = 11,
    USERDATA = 12,
}

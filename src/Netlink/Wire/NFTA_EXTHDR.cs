namespace NetController.Netlink.Wire;

/// <summary>Attributes of an expression about an extension header or option, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_EXTHDR : ushort
{
    DREG = 1,
    TYPE = 2,
    OFFSET = 3,
    LEN = 4,
    FLAGS = 5,
    OP = 6,
    SREG = 7,
}

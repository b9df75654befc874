namespace NetController.Netlink.Wire;

/// <summary>Attributes of a statement that changes a set, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_DYNSET : ushort
{
    SET_NAME = 1,
    SET_ID = 2,
    OP = 3,
    SREG_KEY = 4,
    SREG_DATA = 5,
    TIMEOUT = 6,
    EXPR = 7,
    PAD = 8,
    FLAGS = 9,
    EXPRESSIONS = 10,
}

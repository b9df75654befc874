namespace NetController.Netlink.Wire;

/// <summary>Attributes of an element, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_SET_ELEM : ushort
{
    KEY = 1,
    DATA = 2,
    FLAGS = 3,
    TIMEOUT = 4,
    EXPIRATION = 5,
    USERDATA = 6,
    EXPR = 7,
    PAD = 8,
    OBJREF = 9,
    KEY_END = 10,
    EXPRESSIONS = 11,
}

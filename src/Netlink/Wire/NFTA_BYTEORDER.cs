namespace NetController.Netlink.Wire;

/// <summary>Attributes of an expression that turns bytes around, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_BYTEORDER : ushort
{
    SREG = 1,
    DREG = 2,
    OP = 3,
    LEN = 4,
    SIZE = 5,
}

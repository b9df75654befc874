namespace NetController.Netlink.Wire;

/// <summary>Attributes of an expression that masks, flips or shifts bits, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_BITWISE : ushort
{
    SREG = 1,
    DREG = 2,
    LEN = 3,
    MASK = 4,
    XOR = 5,
    OP = 6,
    DATA = 7,
}

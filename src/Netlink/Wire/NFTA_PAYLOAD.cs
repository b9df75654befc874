namespace NetController.Netlink.Wire;

/// <summary>Attributes of an expression that reads or writes bytes of a packet, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_PAYLOAD : ushort
{
    DREG = 1,
    BASE = 2,
    OFFSET = 3,
    LEN = 4,
    SREG = 5,
    CSUM_TYPE = 6,
    CSUM_OFFSET = 7,
    CSUM_FLAGS = 8,
}

namespace NetController.Netlink.Wire;

/// <summary>Attributes of a comparison with a range, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_RANGE : ushort
{
    SREG = 1,
    OP = 2,
    FROM_DATA = 3,
    TO_DATA = 4,
}

namespace NetController.Netlink.Wire;

/// <summary>Attributes of a comparison, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_CMP : ushort
{
    SREG = 1,
    OP = 2,
    DATA = 3,
}

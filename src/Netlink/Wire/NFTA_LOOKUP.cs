namespace NetController.Netlink.Wire;

/// <summary>Attributes of a look into a set, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_LOOKUP : ushort
{
    SET = 1,
    SREG = 2,
    DREG = 3,
    SET_ID = 4,
    FLAGS = 5,
}

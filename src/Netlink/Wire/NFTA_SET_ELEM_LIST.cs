namespace NetController.Netlink.Wire;

/// <summary>Attributes of a message about elements, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_SET_ELEM_LIST : ushort
{
    TABLE = 1,
    SET = 2,
    ELEMENTS = 3,
    SET_ID = 4,
}

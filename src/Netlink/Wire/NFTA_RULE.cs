namespace NetController.Netlink.Wire;

/// <summary>Attributes of a rule, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_RULE : ushort
{
    TABLE = 1,
    CHAIN = 2,
    HANDLE = 3,
    EXPRESSIONS = 4,
    COMPAT = 5,
    POSITION = 6,
    USERDATA = 7,
    PAD = 8,
    ID = 9,
    POSITION_ID = 10,
    CHAIN_ID = 11,
}

namespace NetController.Netlink.Wire;

/// <summary>Attributes of a set or map, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_SET : ushort
{
    TABLE = 1,
    NAME = 2,
    FLAGS = 3,
    KEY_TYPE = 4,
    KEY_LEN = 5,
    DATA_TYPE = 6,
    DATA_LEN = 7,
    POLICY = 8,
    DESC = 9,
    ID = 10,
    TIMEOUT = 11,
    GC_INTERVAL = 12,
    USERDATA = 13,
    PAD = 14,
    OBJ_TYPE = 15,
    HANDLE = 16,
    EXPR = 17,
    EXPRESSIONS = 18,
    TYPE = 19,
    COUNT = 20,
}

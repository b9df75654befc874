namespace NetController.Netlink.Wire;

/// <summary>Attributes of a table, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_TABLE : ushort
{
    NAME = 1,
    FLAGS = 2,
    USE = 3,
    HANDLE = 4,
    PAD = 5,
    USERDATA = 6,
    OWNER = 7,
}

namespace NetController.Netlink.Wire;

/// <summary>Attributes of a look into the routing table, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_FIB : ushort
{
    DREG = 1,
    RESULT = 2,
    FLAGS = 3,
}

namespace NetController.Netlink.Wire;

/// <summary>What the kernel is told of a set's contents, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_SET_DESC : ushort
{
    SIZE = 1,
    CONCAT = 2,
}

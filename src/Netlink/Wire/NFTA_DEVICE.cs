namespace NetController.Netlink.Wire;

/// <summary>A device of a base chain, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_DEVICE : ushort
{
    NAME = 1,
}

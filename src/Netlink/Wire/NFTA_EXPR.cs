namespace NetController.Netlink.Wire;

/// <summary>Attributes of an expression, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_EXPR : ushort
{
    NAME = 1,
    DATA = 2,
}

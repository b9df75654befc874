namespace NetController.Netlink.Wire;

/// <summary>Attributes of an expression that loads a constant or a verdict, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_IMMEDIATE : ushort
{
    DREG = 1,
    DATA = 2,
}

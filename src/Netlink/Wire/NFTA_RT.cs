namespace NetController.Netlink.Wire;

/// <summary>Attributes of an expression about a packet's route, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_RT : ushort
{
    DREG = 1,
    KEY = 2,
}

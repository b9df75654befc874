namespace NetController.Netlink.Wire;

/// <summary>Attributes of an expression about a packet's connection, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_CT : ushort
{
    DREG = 1,
    KEY = 2,
    DIRECTION = 3,
    SREG = 4,
}

namespace NetController.Netlink.Wire;

/// <summary>Attributes of an expression about what is known of a packet besides its bytes, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_META : ushort
{
    DREG = 1,
    KEY = 2,
    SREG = 3,
}

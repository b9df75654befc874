namespace NetController.Netlink.Wire;

/// <summary>Attributes of a limit of a rate, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_LIMIT : ushort
{
    RATE = 1,
    UNIT = 2,
    BURST = 3,
    TYPE = 4,
    FLAGS = 5,
    PAD = 6,
}

namespace NetController.Netlink.Wire;

/// <summary>Attributes of a quota, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_QUOTA : ushort
{
    BYTES = 1,
    FLAGS = 2,
    PAD = 3,
    CONSUMED = 4,
}

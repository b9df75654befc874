namespace NetController.Netlink.Wire;

/// <summary>A value or a verdict, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_DATA : ushort
{
    VALUE = 1,
    VERDICT = 2,
}

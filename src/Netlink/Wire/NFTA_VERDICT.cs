namespace NetController.Netlink.Wire;

/// <summary>Attributes of a verdict, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_VERDICT : ushort
{
    CODE = 1,
    CHAIN = 2,
    CHAIN_ID = 3,
}

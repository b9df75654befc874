namespace NetController.Netlink.Wire;

/// <summary>Attributes of the hook of a base chain, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_HOOK : ushort
{
    HOOKNUM = 1,
    PRIORITY = 2,
    DEV = 3,
    DEVS = 4,
}

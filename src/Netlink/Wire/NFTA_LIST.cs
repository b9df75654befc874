namespace NetController.Netlink.Wire;

/// <summary>The element of a list, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_LIST : ushort
{
    ELEM = 1,
}

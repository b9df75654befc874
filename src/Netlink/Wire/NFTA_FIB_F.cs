namespace NetController.Netlink.Wire;

/// <summary>By what the routing table is asked, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_FIB_F
{
    SADDR = 1,
    DADDR = 2,
    MARK = 4,
    IIF = 8,
    OIF = 16,
    PRESENT = 32,
}

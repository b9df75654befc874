namespace NetController.Netlink.Wire;

/// <summary>Attributes of the generation, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_GEN : ushort
{
    ID = 1,
    PROC_PID = 2,
    PROC_NAME = 3,
}

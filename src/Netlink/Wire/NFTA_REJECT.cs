namespace NetController.Netlink.Wire;

/// <summary>Attributes of a rejection, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_REJECT : ushort
{
    TYPE = 1,
    ICMP_CODE = 2,
}

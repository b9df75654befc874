namespace NetController.Netlink.Wire;

/// <summary>Attributes of a counter, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_COUNTER : ushort
{
    BYTES = 1,
    PACKETS = 2,
    PAD = 3,
}

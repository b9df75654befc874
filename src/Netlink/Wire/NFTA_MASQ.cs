namespace NetController.Netlink.Wire;

/// <summary>Attributes of a masquerade, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_MASQ : ushort
{
    FLAGS = 1,
    REG_PROTO_MIN = 2,
    REG_PROTO_MAX = 3,
}

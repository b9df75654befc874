namespace NetController.Netlink.Wire;

/// <summary>Attributes of a translation of addresses, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_NAT : ushort
{
    TYPE = 1,
    FAMILY = 2,
    REG_ADDR_MIN = 3,
    REG_ADDR_MAX = 4,
    REG_PROTO_MIN = 5,
    REG_PROTO_MAX = 6,
    FLAGS = 7,
}

namespace NetController.Netlink.Wire;

/// <summary>Attributes of a redirection, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_REDIR : ushort
{
    REG_PROTO_MIN = 1,
    REG_PROTO_MAX = 2,
    FLAGS = 3,
}

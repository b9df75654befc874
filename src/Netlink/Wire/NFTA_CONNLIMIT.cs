namespace NetController.Netlink.Wire;

/// <summary>Attributes of a limit of connections, linux/netfilter/nf_tables.h.</summary>
internal enum NFTA_CONNLIMIT : ushort
{
    COUNT = 1,
    FLAGS = 2,
}

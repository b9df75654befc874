namespace NetController.Netlink.Wire;

/// <summary>Flags of a translation of addresses, linux/netfilter/nf_nat.h.</summary>
internal enum NF_NAT_RANGE
{
    MAP_IPS = 1,
    PROTO_SPECIFIED = 2,
    PROTO_RANDOM = 4,
    PERSISTENT = 8,
    PROTO_RANDOM_FULLY = 16,
    NETMAP = 64,
}

using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>How an address or port is chosen from a range (<c>NF_NAT_RANGE_*</c>, linux/netfilter/nf_nat.h). Whether there is an address or port at all follows from the registers.</summary>
[Flags]
public enum NftNatFlags
{
    /// <summary>The kernel's choice.</summary>
    None = 0,

    /// <summary>Ports at random, by a hash of the connection; <c>random</c>.</summary>
    Random = (int)NF_NAT_RANGE.PROTO_RANDOM,

    /// <summary>The same address for all connections of a client; <c>persistent</c>.</summary>
    Persistent = (int)NF_NAT_RANGE.PERSISTENT,

    /// <summary>Ports at random, by a random number; <c>fully-random</c>.</summary>
    FullyRandom = (int)NF_NAT_RANGE.PROTO_RANDOM_FULLY,

    /// <summary>The prefix is replaced and the rest of the address kept; <c>prefix</c>.</summary>
    Prefix = (int)NF_NAT_RANGE.NETMAP,
}

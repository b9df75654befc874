namespace NetController.Netlink.Conntrack;

/// <summary>What has passed in one direction of a flow. The kernel counts when <c>net.netfilter.nf_conntrack_acct</c> was 1 as the flow began.</summary>
/// <param name="Packets">The packets.</param>
/// <param name="Bytes">Their bytes with IP headers.</param>
public readonly record struct ConntrackCounters(ulong Packets, ulong Bytes);

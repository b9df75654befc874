namespace NetController.Netlink.Conntrack;

/// <summary>How full the table of flows is; <c>conntrack -C</c> and the sysctl <c>net.netfilter.nf_conntrack_max</c>.</summary>
/// <param name="Flows">The flows of this namespace, those included that are about to be removed.</param>
/// <param name="Maximum">How many a namespace may hold, or null when the kernel (before 4.18) does not say.</param>
public sealed record ConntrackUsage(uint Flows, uint? Maximum);

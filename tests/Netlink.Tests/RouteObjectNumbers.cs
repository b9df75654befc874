namespace NetController.Netlink.Tests;

/// <summary>The numbers of neighbours, rules, routes and queueing that stand in public enumerations, with the kernel's names for them.</summary>
internal static class RouteObjectNumbers
{
    internal static IEnumerable<(string Name, long Value)> All() => [.. Neighbours(), .. Routing(), .. Queueing()];

    private static IEnumerable<(string Name, long Value)> Neighbours() =>
    [
        ("NUD_NONE", (long)NeighbourStates.None), ("NUD_INCOMPLETE", (long)NeighbourStates.Incomplete), ("NUD_REACHABLE", (long)NeighbourStates.Reachable),
        ("NUD_STALE", (long)NeighbourStates.Stale), ("NUD_DELAY", (long)NeighbourStates.Delay), ("NUD_PROBE", (long)NeighbourStates.Probe),
        ("NUD_FAILED", (long)NeighbourStates.Failed), ("NUD_NOARP", (long)NeighbourStates.NoArp), ("NUD_PERMANENT", (long)NeighbourStates.Permanent),
        ("NTF_USE", (long)NeighbourFlags.Use), ("NTF_SELF", (long)NeighbourFlags.Self), ("NTF_MASTER", (long)NeighbourFlags.Master), ("NTF_PROXY", (long)NeighbourFlags.Proxy),
        ("NTF_EXT_LEARNED", (long)NeighbourFlags.ExternallyLearned), ("NTF_OFFLOADED", (long)NeighbourFlags.Offloaded), ("NTF_STICKY", (long)NeighbourFlags.Sticky),
        ("NTF_ROUTER", (long)NeighbourFlags.Router), ("NTF_EXT_MANAGED", 1), ("AF_BRIDGE", 7),
    ];

    private static IEnumerable<(string Name, long Value)> Routing() =>
    [
        ("FR_ACT_UNSPEC", (long)RoutingRuleAction.Unspecified), ("FR_ACT_TO_TBL", (long)RoutingRuleAction.Lookup), ("FR_ACT_GOTO", (long)RoutingRuleAction.GoTo),
        ("FR_ACT_NOP", (long)RoutingRuleAction.Nothing), ("FR_ACT_BLACKHOLE", (long)RoutingRuleAction.Blackhole), ("FR_ACT_UNREACHABLE", (long)RoutingRuleAction.Unreachable),
        ("FR_ACT_PROHIBIT", (long)RoutingRuleAction.Prohibit), ("FIB_RULE_INVERT", RoutingRule.InvertFlag),
        ("RTNH_F_DEAD", (long)RouteFlags.Dead), ("RTNH_F_PERVASIVE", (long)RouteFlags.Pervasive), ("RTNH_F_ONLINK", (long)RouteFlags.OnLink), ("RTNH_F_OFFLOAD", (long)RouteFlags.Offload),
        ("RTNH_F_LINKDOWN", (long)RouteFlags.LinkDown), ("RTNH_F_UNRESOLVED", (long)RouteFlags.Unresolved), ("RTNH_F_TRAP", (long)RouteFlags.Trap),
        ("RTM_F_CLONED", (long)RouteFlags.Cloned), ("RTM_F_PREFIX", (long)RouteFlags.Prefix),
        ("RTM_F_LOOKUP_TABLE", RouteQueryRequests.TellTable), ("RTM_F_FIB_MATCH", RouteQueryRequests.AsInTable),
        ("1 << RTAX_MTU", (long)RouteMetricKinds.Mtu), ("1 << RTAX_WINDOW", (long)RouteMetricKinds.Window), ("1 << RTAX_RTT", (long)RouteMetricKinds.RoundTripTime),
        ("1 << RTAX_RTTVAR", (long)RouteMetricKinds.RoundTripTimeVariance), ("1 << RTAX_SSTHRESH", (long)RouteMetricKinds.SlowStartThreshold),
        ("1 << RTAX_CWND", (long)RouteMetricKinds.CongestionWindow), ("1 << RTAX_ADVMSS", (long)RouteMetricKinds.AdvertisedSegmentSize),
        ("1 << RTAX_REORDERING", (long)RouteMetricKinds.Reordering), ("1 << RTAX_HOPLIMIT", (long)RouteMetricKinds.HopLimit),
        ("1 << RTAX_RTO_MIN", (long)RouteMetricKinds.MinimumRetransmissionTimeout), ("1 << RTAX_CC_ALGO", (long)RouteMetricKinds.CongestionControl),
        ("RTAX_FEATURE_ECN", RouteMetrics.EcnFeature),
    ];

    private static IEnumerable<(string Name, long Value)> Queueing() =>
    [
        ("TC_H_ROOT", TrafficHandle.Root.Value), ("TC_H_INGRESS", TrafficHandle.Ingress.Value), ("TC_H_CLSACT", TrafficHandle.Ingress.Value),
        ("TC_H_MAKE(TC_H_CLSACT, TC_H_MIN_INGRESS)", TrafficHandle.IngressFilters.Value), ("TC_H_MAKE(TC_H_CLSACT, TC_H_MIN_EGRESS)", TrafficHandle.EgressFilters.Value),
        ("TC_ACT_UNSPEC", (long)TrafficVerdict.Continue), ("TC_ACT_OK", (long)TrafficVerdict.Accept), ("TC_ACT_RECLASSIFY", (long)TrafficVerdict.Reclassify),
        ("TC_ACT_SHOT", (long)TrafficVerdict.Drop), ("TC_ACT_PIPE", (long)TrafficVerdict.Pipe), ("TC_ACT_STOLEN", (long)TrafficVerdict.Stolen),
        ("TCA_EGRESS_REDIR", 1), ("TCA_EGRESS_MIRROR", 2), ("TCA_INGRESS_REDIR", 3), ("TCA_INGRESS_MIRROR", 4), ("TC_U32_TERMINAL", 1), ("TC_LINKLAYER_ETHERNET", 1),
        ("TC_HTB_PROTOVER", 3), ("TCA_ACT_MAX_PRIO", 32), ("TC_RTAB_SIZE", 1024), ("ETH_P_ALL", TrafficFilterSpec.AllProtocols),
    ];
}

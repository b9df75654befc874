using NetController.Netlink.Wire;

namespace NetController.Netlink.Diagnostics;

/// <summary>The attributes of route netlink.</summary>
internal static class RouteLevels
{
    private static readonly ushort[] LinkAddresses = [(ushort)IFLA.ADDRESS, (ushort)IFLA.BROADCAST];

    private static readonly ushort[] RouteAddresses = [(ushort)RTA.DST, (ushort)RTA.GATEWAY, (ushort)RTA.PREFSRC];

    internal static readonly TraceLevel Link = MakeLink();

    internal static readonly TraceLevel Address = new(typeof(IFA)) { Addresses = [(ushort)IFA.ADDRESS, (ushort)IFA.LOCAL, (ushort)IFA.BROADCAST] };

    internal static readonly TraceLevel Route = MakeRoute();

    internal static readonly TraceLevel Neighbour = new(typeof(NDA)) { Addresses = [(ushort)NDA.DST, (ushort)NDA.LLADDR] };

    private static TraceLevel MakeLink()
    {
        var link = new TraceLevel(typeof(IFLA)) { Addresses = LinkAddresses };
        var peer = new TraceLevel(typeof(IFLA)) { Structure = TraceStructure.Link, Addresses = LinkAddresses };
        var info = new TraceLevel(typeof(IFLA_INFO))
            .With(IFLA_INFO.DATA, IFLA_INFO.KIND, new()
            {
                ["bridge"] = new TraceLevel(typeof(IFLA_BR)),
                ["veth"] = new TraceLevel(typeof(VETH_INFO)).With(VETH_INFO.PEER, peer),
            })
            .With(IFLA_INFO.SLAVE_DATA, IFLA_INFO.SLAVE_KIND, new() { ["bridge"] = new TraceLevel(typeof(IFLA_BRPORT)) });
        peer.With(IFLA.LINKINFO, info);
        return link.With(IFLA.LINKINFO, info).With(IFLA.PROP_LIST, new TraceLevel(typeof(IFLA)));
    }

    private static TraceLevel MakeRoute()
    {
        var hops = new TraceLevel(typeof(RTA)) { IsHops = true, Structure = TraceStructure.Hop, Addresses = RouteAddresses };
        return new TraceLevel(typeof(RTA)) { Addresses = RouteAddresses }.With(RTA.METRICS, new TraceLevel(typeof(RTAX))).With(RTA.MULTIPATH, hops);
    }
}

using System.Net;
using System.Net.Sockets;

namespace NetController.Netlink.Tests;

/// <summary>The requests about neighbours, forwarding entries, rules and queueing, and the rarer parts of addresses and routes, whose bytes are pinned.</summary>
internal static class RouteObjectRequests
{
    private static readonly LinkIndex Two = new(2);
    private static readonly LinkIndex Three = new(3);
    private static readonly IPAddress V4 = IPAddress.Parse("10.1.0.1");
    private static readonly IPAddress V6 = IPAddress.Parse("fd00::1");
    private static readonly HardwareAddress Mac = HardwareAddress.Parse("02:42:0a:00:00:01");
    private static readonly TrafficHandle One = new(1, 0);

    internal static IEnumerable<(string Name, Action<RouteConnection> Act)> All() => [.. Neighbours(), .. Forwarding(), .. Rules(), .. Queueing(), .. Filters(), .. RoutesAndAddresses()];

    private static IEnumerable<(string Name, Action<RouteConnection> Act)> Neighbours()
    {
        yield return ("neighbour-add", static r => r.AddNeighbour(new NeighbourSpec(Two, V4) { HardwareAddress = Mac }));
        yield return ("neighbour-replace", static r => r.ReplaceNeighbour(new NeighbourSpec(Two, V6)
        {
            HardwareAddress = Mac, State = NeighbourStates.Reachable, IsRouter = true, IsExternallyLearned = true, Protocol = RouteProtocol.Static,
        }));
        yield return ("neighbour-add-managed", static r => r.AddNeighbour(new NeighbourSpec(Two, V4) { IsManaged = true }));
        yield return ("neighbour-delete", static r => r.DeleteNeighbour(Two, V4));
        yield return ("neighbour-add-proxy", static r => r.AddProxyNeighbour(Two, V6));
        yield return ("neighbour-get", static r => r.FindNeighbour(Two, V4));
        yield return ("neighbour-list", static r => r.ListNeighbours(new NeighbourFilter { Family = AddressFamily.InterNetwork, Link = Two, Master = Three }));
        yield return ("neighbour-list-proxies", static r => r.ListNeighbours(new NeighbourFilter { Proxies = true }));
    }

    private static IEnumerable<(string Name, Action<RouteConnection> Act)> Forwarding()
    {
        yield return ("fdb-add", static r => r.AddForwardingEntry(new ForwardingEntrySpec(Two, Mac) { InMaster = true, Vlan = 10, IsSticky = true, IsExternallyLearned = true }));
        yield return ("fdb-append", static r => r.AppendForwardingEntry(new ForwardingEntrySpec(Two, Mac)
        {
            Kind = ForwardingEntryKind.Local, Destination = V4, DestinationPort = 4790, Vni = 77, SourceVni = 78, OutgoingLink = Three,
        }));
        yield return ("fdb-replace", static r => r.ReplaceForwardingEntry(new ForwardingEntrySpec(Two, Mac) { Kind = ForwardingEntryKind.Dynamic, NextHopId = 5 }));
        yield return ("fdb-delete", static r => r.DeleteForwardingEntry(new ForwardingEntrySpec(Two, Mac) { Destination = V6 }));
        yield return ("fdb-list", static r => r.ListForwardingEntries(new ForwardingFilter { Bridge = Three, Link = Two }));
    }

    private static IEnumerable<(string Name, Action<RouteConnection> Act)> Rules()
    {
        yield return ("rule-add", static r => r.AddRule(new RoutingRule(AddressFamily.InterNetwork)
        {
            Priority = 100, From = IPNetwork.Parse("10.1.0.0/16"), To = IPNetwork.Parse("10.2.0.0/16"), IsInverted = true, IncomingLink = "lo", OutgoingLink = "eth0",
            Mark = 1, MarkMask = 0xff, TypeOfService = 16, TransportProtocol = IpProtocol.Tcp, SourcePorts = new PortRange(5, 7), DestinationPorts = new PortRange(443),
            Users = new UserRange(1000, 1999), Table = new RouteTable(1000), SuppressPrefixLength = 0, SuppressGroup = 3, Protocol = RouteProtocol.Static,
        }));
        yield return ("rule-add-goto-v6", static r => r.AddRule(new RoutingRule(AddressFamily.InterNetworkV6) { Priority = 50, Target = 60, To = IPNetwork.Parse("fd00::/64") }));
        yield return ("rule-add-l3mdev", static r => r.AddRule(new RoutingRule(AddressFamily.InterNetwork) { UsesLinkTable = true }));
        yield return ("rule-delete", static r => r.DeleteRule(new RoutingRule(AddressFamily.InterNetwork) { Priority = 100 }));
        yield return ("rule-list", static r => r.ListRules(AddressFamily.InterNetworkV6));
    }

    private static IEnumerable<(string Name, Action<RouteConnection> Act)> Queueing()
    {
        yield return ("qdisc-add-tbf", static r => r.AddQdisc(new QdiscSpec(Two, TokenBucketQdisc.ForLatency(DataRate.FromMegabits(1), 32768, TimeSpan.FromMilliseconds(400))) { Handle = One }));
        yield return ("qdisc-replace-tbf-fast", static r => r.ReplaceQdisc(new QdiscSpec(Two, new TokenBucketQdisc(DataRate.FromMegabits(40_000), 4_000_000, 8_000_000)
        {
            PeakRate = DataRate.FromMegabits(50_000), PeakBurst = 65_536,
        })));
        yield return ("qdisc-add-htb", static r => r.AddQdisc(new QdiscSpec(Two, new HierarchicalTokenBucketQdisc { DefaultClass = 0x10, DirectQueueLength = 500 }) { Handle = One }));
        yield return ("qdisc-add-ingress", static r => r.AddQdisc(new QdiscSpec(Two, new IngressQdisc())));
        yield return ("qdisc-add-clsact", static r => r.AddQdisc(new QdiscSpec(Two, new ClsactQdisc())));
        yield return ("qdisc-add-raw", static r => r.AddQdisc(new QdiscSpec(Two, new RawQdisc("pfifo", [10, 0, 0, 0])) { Parent = new TrafficHandle(1, 0x10) }));
        yield return ("qdisc-delete", static r => r.DeleteQdisc(Two, TrafficHandle.Root));
        yield return ("qdisc-list", static r => r.ListQdiscs());
        yield return ("class-add-htb", static r => r.AddClass(new TrafficClassSpec(Two, new TrafficHandle(1, 0x10), new HierarchicalTokenBucketClass(DataRate.FromMegabits(1))
        {
            Ceiling = DataRate.FromMegabits(40_000), Priority = 3, Quantum = 1514, Burst = 3000, CeilingBurst = 4000,
        })));
        yield return ("class-delete", static r => r.DeleteClass(Two, new TrafficHandle(1, 0x10)));
        yield return ("class-list", static r => r.ListClasses(Two));
    }

    private static IEnumerable<(string Name, Action<RouteConnection> Act)> Filters()
    {
        yield return ("filter-add-police", static r => r.AddFilter(new TrafficFilterSpec(Two, TrafficHandle.IngressFilters, new MatchAllFilter
        {
            Actions = [new PoliceAction(DataRate.FromMegabits(1), 32768) { LongestPacket = 2047, Conforming = TrafficVerdict.Pipe }],
        })));
        yield return ("filter-add-redirect", static r => r.AddFilter(new TrafficFilterSpec(Two, TrafficHandle.IngressFilters, new U32Filter { Actions = [new RedirectAction(Three)] })
        {
            Priority = 10,
        }));
        yield return ("filter-replace-u32", static r => r.ReplaceFilter(new TrafficFilterSpec(Two, One, new U32Filter
        {
            Keys = [new U32Key(0x0a010000, 0xffff0000, 16), new U32Key(0x00060000, 0x00ff0000, 8)], Class = new TrafficHandle(1, 0x10),
        }) { Protocol = 0x0800, Priority = 1, Handle = 0x80000800, Chain = 4 }));
        yield return ("filter-delete", static r => r.DeleteFilters(Two, TrafficHandle.IngressFilters, 10, "u32", 0x80000800));
        yield return ("filter-list", static r => r.ListFilters(Two, TrafficHandle.IngressFilters));
    }

    private static IEnumerable<(string Name, Action<RouteConnection> Act)> RoutesAndAddresses()
    {
        yield return ("route-append-metrics", static r => r.AppendRoute(new RouteSpec(IPNetwork.Parse("10.2.0.0/16"))
        {
            NextHopId = 5, TypeOfService = 16, Pervasive = true,
            Metrics = new RouteMetrics
            {
                Locked = RouteMetricKinds.Mtu | RouteMetricKinds.CongestionControl, Mtu = 1400, Window = 65535, RoundTripTime = TimeSpan.FromMilliseconds(20),
                RoundTripTimeVariance = TimeSpan.FromMilliseconds(5), SlowStartThreshold = 30, CongestionWindow = 40, AdvertisedSegmentSize = 1300, Reordering = 3, HopLimit = 64,
                InitialCongestionWindow = 20, UsesEcn = true, MinimumRetransmissionTimeout = TimeSpan.FromMilliseconds(200), InitialReceiveWindow = 21,
                QuickAcknowledgement = true, CongestionControl = "cubic", FastOpenWithoutCookie = false,
            },
        }));
        yield return ("route-prepend-v6", static r => r.PrependRoute(new RouteSpec(IPNetwork.Parse("fd00:2::/64"))
        {
            Gateway = V6, Link = Two, Preference = RoutePreference.Low, Expires = TimeSpan.FromSeconds(60), From = IPNetwork.Parse("fd00:3::/64"),
        }));
        yield return ("route-get", static r => r.FindRoute(new RouteQuery(V4)
        {
            Source = IPAddress.Parse("10.1.0.9"), IncomingLink = Two, Link = Three, Mark = 7, UserId = 1000, TypeOfService = 16, TransportProtocol = IpProtocol.Tcp, SourcePort = 1024, DestinationPort = 443, AsInTable = true,
        }));
        yield return ("address-add-lifetimes", static r => r.AddAddress(Two, V6, 64, new AddressOptions
        {
            ValidLifetime = TimeSpan.FromSeconds(1000), PreferredLifetime = TimeSpan.FromSeconds(500), Optimistic = true, HomeAddress = true, ManageTemporary = true,
            Metric = 77, Protocol = AddressProtocol.KernelLinkLocal,
        }));
    }
}

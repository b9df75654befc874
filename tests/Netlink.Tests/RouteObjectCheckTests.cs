using System.Net;
using System.Net.Sockets;

namespace NetController.Netlink.Tests;

/// <summary>What cannot be meant is refused before anything is sent, with the rule that it breaks.</summary>
public sealed class RouteObjectCheckTests
{
    private static readonly LinkIndex Two = new(2);
    private static readonly IPAddress V4 = IPAddress.Parse("10.1.0.1");
    private static readonly IPAddress V6 = IPAddress.Parse("fd00::1");
    private static readonly HardwareAddress Mac = HardwareAddress.Parse("02:42:0a:00:00:01");
    private static readonly IPNetwork Net4 = IPNetwork.Parse("10.2.0.0/16");
    private static readonly IPNetwork Net6 = IPNetwork.Parse("fd00:2::/64");

    private static IEnumerable<TestCaseData> Impossible() =>
        new (string Rule, Action<RouteConnection> Act)[]
        {
            ("there is no table 0", static r => r.AddRoute(new RouteSpec(Net4) { Table = default })),
            ("cannot be sent from fd00::1", static r => r.AddRoute(new RouteSpec(Net4) { Source = V6, Link = Two })),
            ("cannot be 10.1.0.1", static r => r.AddRoute(new RouteSpec(Net6) { Gateway = V4 })),
            ("cannot be 10.1.0.1", static r => r.AddRoute(new RouteSpec(Net6) { NextHops = ValueList.Create<RouteNextHop>([new RouteNextHop { Gateway = V4 }]) })),
            ("begin at 1", static r => r.AddRoute(new RouteSpec(Net4) { Link = LinkIndex.None })),
            ("belong to each of them", static r => r.AddRoute(new RouteSpec(Net4) { Link = Two, NextHops = ValueList.Create<RouteNextHop>([new RouteNextHop { Gateway = V4 }]) })),
            ("can have no other", static r => r.AddRoute(new RouteSpec(Net4) { Link = Two, NextHopId = 4 })),
            ("numbered from 1", static r => r.AddRoute(new RouteSpec(Net4) { NextHopId = 0 })),
            ("certain sources", static r => r.AddRoute(new RouteSpec(Net4) { From = Net4, Link = Two })),
            ("preference", static r => r.AddRoute(new RouteSpec(Net4) { Preference = RoutePreference.High, Link = Two })),
            ("type of service", static r => r.AddRoute(new RouteSpec(Net6) { TypeOfService = 4, Link = Two })),
            ("exists for 1 second", static r => r.AddRoute(new RouteSpec(Net6) { Expires = TimeSpan.FromMilliseconds(500), Link = Two })),
            ("-1 bytes", static r => r.AddRoute(new RouteSpec(Net4) { Mtu = -1, Link = Two })),
            ("at most 255", static r => r.AddRoute(new RouteSpec(Net4) { Metrics = new RouteMetrics { HopLimit = 256 }, Link = Two })),
            ("1 to 15 bytes", static r => r.AddRoute(new RouteSpec(Net4) { Metrics = new RouteMetrics { CongestionControl = "" }, Link = Two })),
            ("1 to 15 bytes", static r => r.AddRoute(new RouteSpec(Net4) { Metrics = new RouteMetrics { CongestionControl = "sixteen-bytes-xx" }, Link = Two })),
            ("families differ", static r => r.FindRoute(new RouteQuery(V4) { Source = V6 })),
            ("begin at 1", static r => r.FindRoute(new RouteQuery(V4) { Link = LinkIndex.None })),
            ("prefixLength", static r => r.AddAddress(Two, V4, 33)),
            ("families differ", static r => r.AddAddress(Two, V4, 32, new AddressOptions { Peer = V6 })),
            ("must be IPv4", static r => r.AddAddress(Two, V6, 64, new AddressOptions { Broadcast = V4 })),
            ("labels are for IPv4", static r => r.AddAddress(Two, V6, 64, new AddressOptions { Label = "a" })),
            ("1 to 15 bytes", static r => r.AddAddress(Two, V4, 24, new AddressOptions { Label = "sixteen-bytes-xx" })),
            ("cannot be used for", static r => r.AddAddress(Two, V4, 24, new AddressOptions { ValidLifetime = TimeSpan.FromSeconds(5), PreferredLifetime = TimeSpan.FromSeconds(6) })),
            ("leave it out for ever", static r => r.AddAddress(Two, V4, 24, new AddressOptions { ValidLifetime = TimeSpan.Zero })),
            ("link", static r => r.AddNeighbour(new NeighbourSpec(LinkIndex.None, V4))),
            ("without a hardware address", static r => r.AddNeighbour(new NeighbourSpec(Two, V4))),
            ("link", static r => r.DeleteNeighbour(LinkIndex.None, V4)),
            ("6 bytes", static r => r.AddForwardingEntry(new ForwardingEntrySpec(Two, default))),
            ("vlan", static r => r.AddForwardingEntry(new ForwardingEntrySpec(Two, Mac) { Vlan = 4095 })),
            ("Vni", static r => r.AddForwardingEntry(new ForwardingEntrySpec(Two, Mac) { Vni = 0x1000000 })),
            ("tunnel itself", static r => r.AddForwardingEntry(new ForwardingEntrySpec(Two, Mac) { InMaster = true, Destination = V4 })),
            ("not both", static r => r.AddForwardingEntry(new ForwardingEntrySpec(Two, Mac) { NextHopId = 1, Destination = V4 })),
            ("Only the kernel", static r => r.AddForwardingEntry(new ForwardingEntrySpec(Two, Mac) { Kind = ForwardingEntryKind.Stale })),
            ("neither IPv4 nor IPv6", static r => r.AddRule(new RoutingRule(AddressFamily.Unix))),
            ("cannot match fd00:2::/64", static r => r.AddRule(new RoutingRule(AddressFamily.InterNetwork) { From = Net6 })),
            ("only forward", static r => r.AddRule(new RoutingRule(AddressFamily.InterNetwork) { Priority = 5, Target = 5 })),
            ("only \"goto\" does", static r => r.AddRule(new RoutingRule(AddressFamily.InterNetwork) { Action = RoutingRuleAction.Lookup, Target = 5 })),
            ("needs the priority", static r => r.AddRule(new RoutingRule(AddressFamily.InterNetwork) { Action = RoutingRuleAction.GoTo })),
            ("no table 0", static r => r.AddRule(new RoutingRule(AddressFamily.InterNetwork) { Table = default(RouteTable) })),
            ("not both", static r => r.AddRule(new RoutingRule(AddressFamily.InterNetwork) { UsesLinkTable = true, Table = RouteTable.Main })),
            ("cannot be suppressed", static r => r.AddRule(new RoutingRule(AddressFamily.InterNetwork) { SuppressPrefixLength = 33 })),
            ("link group", static r => r.AddRule(new RoutingRule(AddressFamily.InterNetwork) { SuppressGroup = -1 })),
            ("not a link name", static r => r.AddRule(new RoutingRule(AddressFamily.InterNetwork) { IncomingLink = "a/b" })),
            ("last", static r => r.AddRule(new RoutingRule(AddressFamily.InterNetwork) { SourcePorts = new PortRange(5, 4) })),
            ("last", static r => r.AddRule(new RoutingRule(AddressFamily.InterNetwork) { Users = new UserRange(5, 4) })),
            ("nothing pass", static r => r.AddQdisc(new QdiscSpec(Two, new TokenBucketQdisc(DataRate.FromBits(7), 1, 1)))),
            ("burst", static r => r.AddQdisc(new QdiscSpec(Two, new TokenBucketQdisc(new DataRate(1), 0, 1)))),
            ("4 GiB", static r => r.AddQdisc(new QdiscSpec(Two, TokenBucketQdisc.ForLatency(DataRate.FromMegabits(100_000), 1, TimeSpan.FromMinutes(1))))),
            ("peak rate", static r => r.AddQdisc(new QdiscSpec(Two, new TokenBucketQdisc(new DataRate(100), 1, 1) { PeakRate = new DataRate(100), PeakBurst = 1 }))),
            ("divided by 0", static r => r.AddQdisc(new QdiscSpec(Two, new HierarchicalTokenBucketQdisc { RateToQuantum = 0 }))),
            ("15 bytes", static r => r.AddQdisc(new QdiscSpec(Two, new RawQdisc("sixteen-bytes-xx")))),
            ("link", static r => r.DeleteQdisc(LinkIndex.None, TrafficHandle.Root)),
            ("does not name a class", static r => r.AddClass(new TrafficClassSpec(Two, new TrafficHandle(1, 0), new HierarchicalTokenBucketClass(new DataRate(1))))),
            ("reach", static r => r.AddClass(new TrafficClassSpec(Two, new TrafficHandle(1, 1), new HierarchicalTokenBucketClass(new DataRate(2)) { Ceiling = new DataRate(1) }))),
            ("0 to 7", static r => r.AddClass(new TrafficClassSpec(Two, new TrafficHandle(1, 1), new HierarchicalTokenBucketClass(new DataRate(1)) { Priority = 8 }))),
            ("begin at 1", static r => r.AddFilter(new TrafficFilterSpec(Two, TrafficHandle.Root, new U32Filter()) { Priority = 0 })),
            ("multiple of 4", static r => r.AddFilter(new TrafficFilterSpec(Two, TrafficHandle.Root, new U32Filter { Keys = [new U32Key(1, 1, 2)] }))),
            ("always a new one", static r => r.ReplaceFilter(new TrafficFilterSpec(Two, TrafficHandle.Root, new U32Filter()))),
            ("says too little", static r => r.DeleteFilters(Two, TrafficHandle.Root, handle: 4)),
            ("link", static r => r.AddFilter(new TrafficFilterSpec(Two, TrafficHandle.Root, new U32Filter { Actions = [new RedirectAction(LinkIndex.None)] }))),
            ("leave the filter out", static r => r.ListAddresses(new AddressFilter { Link = LinkIndex.None })),
            ("leave the filter out", static r => r.ListRoutes(new RouteFilter { Link = LinkIndex.None })),
            ("leave the filter out", static r => r.ListNeighbours(new NeighbourFilter { Master = LinkIndex.None })),
            ("leave the filter out", static r => r.ListForwardingEntries(new ForwardingFilter { Bridge = LinkIndex.None })),
            ("nothing pass", static r => r.AddFilter(new TrafficFilterSpec(Two, TrafficHandle.Root, new U32Filter { Actions = [new PoliceAction(default, 1)] }))),
        }.Select(static (one, i) => new TestCaseData(one.Rule, one.Act).SetArgDisplayNames($"{i}: {one.Rule}"));

    [TestCaseSource(nameof(Impossible))]
    public void What_cannot_be_meant_is_refused_before_anything_is_sent(string rule, Action<RouteConnection> act)
    {
        using var kernel = new FakeKernel();
        using var route = new RouteConnection(kernel.Socket());
        Assert.That(() => act(route), Throws.InstanceOf<ArgumentException>().With.Message.Contains(rule).IgnoreCase);
        Assert.That(kernel.Sent, Is.Empty);
    }
}

using System.Net;
using System.Net.Sockets;
using static NetController.Netlink.Tests.FakeKernel;

namespace NetController.Netlink.Tests;

/// <summary>What is asked for reads back the same where the kernel answers in the form of the request, whatever the kernel of the machine knows.</summary>
public sealed class RouteObjectReadingTests
{
    private static readonly LinkIndex Two = new(2);

    private static IEnumerable<QdiscOptions> Qdiscs() =>
    [
        new TokenBucketQdisc(DataRate.FromMegabits(1), 32768, 82768),
        new TokenBucketQdisc(DataRate.FromMegabits(40_000), 4_000_000, 8_000_000) { PeakRate = DataRate.FromMegabits(64_000), PeakBurst = 65_536 },
        new HierarchicalTokenBucketQdisc { DefaultClass = 0x10, DirectQueueLength = 500, RateToQuantum = 7 },
        new RawQdisc("pfifo", [10, 0, 0, 0]),
    ];

    private static IEnumerable<TrafficFilterOptions> Filters() =>
    [
        new MatchAllFilter { Actions = [new PoliceAction(DataRate.FromMegabits(10), 1_000_000) { LongestPacket = 9000, Exceeding = TrafficVerdict.Continue }], Class = new TrafficHandle(1, 2) },
        new MatchAllFilter { Actions = [new PoliceAction(DataRate.FromMegabits(64_000), 1_024_000) { LongestPacket = 1_000_000, Conforming = TrafficVerdict.Pipe }] },
        new U32Filter
        {
            Keys = [new U32Key(0x0a010000, 0xffff0000, 16), new U32Key(6, 0xff, 8)],
            Actions = [new RedirectAction(new LinkIndex(3)) { Verdict = TrafficVerdict.Stolen }, new RedirectAction(new LinkIndex(4)) { IsCopy = true, ToIngress = true, Verdict = TrafficVerdict.Pipe }],
        },
        new U32Filter { Keys = [default], Actions = [new RawTrafficAction("gact", [1, 2, 3, 4])] },
        new RawTrafficFilter("flower", [8, 0, 1, 0, 1, 0, 0, 0]),
    ];

    [TestCaseSource(nameof(Qdiscs))]
    public void A_discipline_reads_back_as_it_was_asked_for(QdiscOptions options)
    {
        var answer = Echo(36, r => r.AddQdisc(new QdiscSpec(Two, options) { Handle = new TrafficHandle(1, 0) }));
        using var route = new RouteConnection(answer.Socket());
        var read = route.ListQdiscs().Single();
        Assert.That(read, Is.EqualTo(new Qdisc { Link = Two, Handle = new TrafficHandle(1, 0), Parent = TrafficHandle.Root, Options = options }));
    }

    [TestCaseSource(nameof(Filters))]
    public void A_filter_reads_back_as_it_was_asked_for(TrafficFilterOptions options)
    {
        var spec = new TrafficFilterSpec(Two, TrafficHandle.IngressFilters, options) { Priority = 10, Protocol = 0x0800, Handle = 5, Chain = 2 };
        var answer = Echo(44, r => r.AddFilter(spec));
        using var route = new RouteConnection(answer.Socket());
        var read = route.ListFilters(Two, TrafficHandle.IngressFilters).Single();
        Assert.That(read, Is.EqualTo(new TrafficFilter
        {
            Link = Two, Parent = TrafficHandle.IngressFilters, Kind = options.Kind, Handle = 5, Priority = 10, Protocol = 0x0800, Chain = 2, Options = options,
        }));
    }

    [Test]
    public void A_class_reads_back_as_it_was_asked_for()
    {
        var options = new HierarchicalTokenBucketClass(DataRate.FromMegabits(8)) { Ceiling = DataRate.FromMegabits(40_000), Burst = 3000, CeilingBurst = 64_000, Priority = 7, Quantum = 9000 };
        var answer = Echo(40, r => r.AddClass(new TrafficClassSpec(Two, new TrafficHandle(1, 0x10), options)));
        using var route = new RouteConnection(answer.Socket());
        Assert.That(route.ListClasses(Two).Single(), Is.EqualTo(new TrafficClass { Link = Two, Handle = new TrafficHandle(1, 0x10), Parent = new TrafficHandle(1, 0), Options = options }));
    }

    [Test]
    public void A_rule_reads_back_as_it_was_asked_for()
    {
        var rule = new RoutingRule(AddressFamily.InterNetworkV6)
        {
            Priority = 9, From = IPNetwork.Parse("fd00::/64"), To = IPNetwork.Parse("fd01::1/128"), IsInverted = true, IncomingLink = "a", OutgoingLink = "b", Mark = 5, MarkMask = 0xf0,
            TypeOfService = 4, TransportProtocol = IpProtocol.Udp, SourcePorts = new PortRange(1, 2), DestinationPorts = new PortRange(65535), Users = new UserRange(0, 7), Table = new RouteTable(300),
            Action = RoutingRuleAction.Lookup, SuppressPrefixLength = 64, SuppressGroup = 0, Protocol = RouteProtocol.Static,
        };
        var answer = Echo(32, r => r.AddRule(rule));
        using var route = new RouteConnection(answer.Socket());
        Assert.That(route.ListRules().Single(), Is.EqualTo(rule));
    }

    [Test]
    public void A_route_with_all_metrics_reads_back_as_it_was_asked_for()
    {
        var metrics = new RouteMetrics
        {
            Locked = RouteMetricKinds.Mtu | RouteMetricKinds.MinimumRetransmissionTimeout, Mtu = 1400, Window = 1, RoundTripTime = TimeSpan.FromMilliseconds(20), RoundTripTimeVariance = TimeSpan.FromMilliseconds(5), SlowStartThreshold = 2,
            CongestionWindow = 3, AdvertisedSegmentSize = 4, Reordering = 5, HopLimit = 6, InitialCongestionWindow = 7, UsesEcn = true, MinimumRetransmissionTimeout = TimeSpan.FromMilliseconds(8),
            InitialReceiveWindow = 9, QuickAcknowledgement = false, CongestionControl = "cubic", FastOpenWithoutCookie = true,
        };
        var answer = Echo(24, r => r.AddRoute(new RouteSpec(IPNetwork.Parse("10.2.0.0/16")) { Metrics = metrics, Link = Two }));
        using var route = new RouteConnection(answer.Socket());
        Assert.That(route.ListRoutes().Single().Metrics, Is.EqualTo(metrics));
    }

    [Test]
    public void Metrics_are_the_same_object_value_however_they_are_given()
    {
        var one = new Route { Mtu = 1400 };
        Assert.That(one, Is.EqualTo(new Route { Metrics = new RouteMetrics { Mtu = 1400 } }));
        Assert.That(one with { Mtu = null }, Is.EqualTo(new Route()));
        Assert.That(new Route { Metrics = new RouteMetrics() }, Is.EqualTo(new Route()));
    }

    [TestCase(1_000_000UL, 32_768U)]
    [TestCase(8_000UL, 1_600U)]
    [TestCase(1_000_000_000UL, 10_001U)]
    [TestCase(100_000_000_000UL, 64_000_000U)]
    public void A_burst_survives_the_kernels_clock_to_within_a_tick(ulong bits, uint burst)
    {
        var rate = DataRate.FromBits(bits);
        var oneTick = (rate.BytesPerSecond * 64 / 1_000_000_000) + 1;
        Assert.That((ulong)rate.ToBytes(rate.ToTicks(burst)), Is.EqualTo((ulong)burst).Within(oneTick));
    }

    [TestCase(1_000_000UL, "1Mbit")]
    [TestCase(1_500_000UL, "1500Kbit")]
    [TestCase(40_000_000_000UL, "40Gbit")]
    [TestCase(8UL, "8bit")]
    [TestCase(0UL, "0bit")]
    public void A_rate_is_written_as_tc_takes_it(ulong bits, string text) => Assert.That(DataRate.FromBits(bits).ToString(), Is.EqualTo(text));

    [Test]
    public void Latency_and_limit_of_a_token_bucket_mean_the_same()
    {
        var bucket = TokenBucketQdisc.ForLatency(DataRate.FromMegabits(1), 32768, TimeSpan.FromMilliseconds(400));
        Assert.That(bucket.Limit, Is.EqualTo(82768));
        Assert.That(bucket.Latency, Is.EqualTo(TimeSpan.FromMilliseconds(400)));
    }

    /// <summary>A kernel that answers a dump with the body of a request.</summary>
    private static FakeKernel Echo(ushort type, Action<RouteConnection> act)
    {
        var request = GoldenBytesTests.Encode(act);
        return new FakeKernel().Answer(Message(type, 2, 1, request.AsSpan(16)), Done(1));
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>The rarer parts of routes, the order among routes to one destination, and the question for a packet's way.</summary>
public sealed class RouteDetailTests : VethPairTest
{
    private static readonly IPAddress Router = IPAddress.Parse("10.1.0.2");

    [Test]
    public void Details_are_those_ip_shows()
    {
        Host.Run("""
            ip nexthop add id 5 via 10.1.0.2 dev a
            ip route add 10.8.0.0/16 nhid 5
            ip route add 10.9.0.0/16 encap ip id 5 dst 1.2.3.4 via 10.1.0.2
            ip route add 10.10.0.0/16 via 10.1.0.2 mtu lock 1400 advmss 1300 initcwnd 20 initrwnd 21 rto_min 5ms rtt 40ms rttvar 20ms congctl cubic quickack 1 features ecn window 9000 hoplimit 33
            ip route add 10.11.0.0/16 via 192.0.2.1 dev a onlink tos 0x10
            ip route add 10.12.0.0/16 nexthop via 10.1.0.2 weight 2 nexthop via 192.0.2.9 dev a onlink
            ip route add 10.13.0.0/16 via 10.1.0.2 realms 3/4
            ip -6 route add fd00:2::/64 via fd00:1::2 pref high expires 1000 mtu 1280
            ip -6 route add fd00:3::/64 via fd00:1::2 pref low proto ra
            """);
        foreach (var (flag, family) in new[] { ("-4", AddressFamily.InterNetwork), ("-6", AddressFamily.InterNetworkV6) })
        {
            using var document = JsonDocument.Parse(Host.Run($"ip {flag} -N -d -j route show table main"));
            var expected = document.RootElement.EnumerateArray().Select(Row).ToList();
            var actual = Host.Route.ListRoutes(new RouteFilter { Family = family, Table = RouteTable.Main }).Select(Row).ToList();
            Assert.That(actual, Is.EquivalentTo(expected));
        }

        // JSON does not tell what is locked.
        Assert.That(Host.Run("ip route show 10.10.0.0/16"), Does.Contain("mtu lock 1400").And.Contain("rto_min lock 5ms"));
        var locked = Host.Route.ListRoutes().Single(static r => r.Destination.Equals(IPNetwork.Parse("10.10.0.0/16"))).Metrics!.Locked;
        Assert.That(locked, Is.EqualTo(RouteMetricKinds.Mtu | RouteMetricKinds.MinimumRetransmissionTimeout));
    }

    [Test]
    public void What_was_asked_for_is_listed()
    {
        var metrics = new RouteMetrics
        {
            Mtu = 1400, AdvertisedSegmentSize = 1300, InitialCongestionWindow = 20, MinimumRetransmissionTimeout = TimeSpan.FromMilliseconds(5), RoundTripTime = TimeSpan.FromMilliseconds(40),
            CongestionControl = "cubic", QuickAcknowledgement = true, UsesEcn = true, Locked = RouteMetricKinds.Mtu | RouteMetricKinds.MinimumRetransmissionTimeout, HopLimit = 33,
        };
        Host.Route.AddRoute(new RouteSpec(IPNetwork.Parse("10.2.0.0/16")) { Gateway = Router, Metrics = metrics, TypeOfService = 0x10 });
        Host.Route.AddRoute(new RouteSpec(IPNetwork.Parse("fd00:2::/64")) { Gateway = IPAddress.Parse("fd00:1::2"), Preference = RoutePreference.Low, Expires = TimeSpan.FromSeconds(500), Mtu = 1300 });

        var four = Host.Route.ListRoutes().Single(static r => r.Destination.Equals(IPNetwork.Parse("10.2.0.0/16")));
        Assert.That((four.Metrics, four.TypeOfService), Is.EqualTo((metrics, (byte)0x10)));
        var six = Host.Route.ListRoutes().Single(static r => r.Destination.Equals(IPNetwork.Parse("fd00:2::/64")));
        Assert.That((six.Preference, six.Mtu), Is.EqualTo((RoutePreference.Low, (int?)1300)));
        Assert.That(six.Expires, Is.EqualTo(TimeSpan.FromSeconds(500)).Within(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public void A_route_uses_a_next_hop_object()
    {
        Host.Run("ip nexthop add id 5 via 10.1.0.2 dev a");
        Host.Route.AddRoute(new RouteSpec(IPNetwork.Parse("10.8.0.0/16")) { NextHopId = 5 });
        var made = Host.Route.ListRoutes().Single(static r => r.NextHopId == 5);
        Assert.That((made.Gateway, made.Link), Is.EqualTo((Router, (LinkIndex?)Veth)));
    }

    [Test]
    public void A_route_for_certain_sources_is_listed_with_them_where_the_kernel_knows_such()
    {
        var from = IPNetwork.Parse("fd00:9::/64");
        try
        {
            Host.Route.AddRoute(new RouteSpec(IPNetwork.Parse("fd00:2::/64")) { Gateway = IPAddress.Parse("fd00:1::2"), From = from });
        }
        catch (NetlinkException e) when (e.Errno is Errno.EINVAL)
        {
            Assert.That(e.KernelMessage, Does.Contain("IPV6_SUBTREES"));
            return;
        }

        Assert.That(Host.Route.ListRoutes().Single(static r => r.Destination.Equals(IPNetwork.Parse("fd00:2::/64"))).From, Is.EqualTo((IPNetwork?)from));
    }

    [Test]
    public void Routes_to_one_destination_stand_in_the_order_asked_for()
    {
        var destination = IPNetwork.Parse("10.20.0.0/16");
        RouteSpec By(byte router) => new(destination) { Gateway = new IPAddress([10, 1, 0, router]) };
        Host.Route.AddRoute(By(2));
        Host.Route.AppendRoute(By(3));
        Host.Route.PrependRoute(By(4));
        Assert.That(Routers(), Is.EqualTo(["10.1.0.4", "10.1.0.2", "10.1.0.3"]));
        Assert.That(Host.Route.FindRoute(IPAddress.Parse("10.20.0.1"))!.Gateway, Is.EqualTo(new IPAddress([10, 1, 0, 4])));
        Assert.That(() => Host.Route.AppendRoute(By(3)), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EEXIST));

        Host.Route.ReplaceRoute(By(5));
        Assert.That(Routers(), Is.EqualTo(["10.1.0.5", "10.1.0.2", "10.1.0.3"]));
        Host.Route.DeleteRoute(By(2));
        Assert.That(Routers(), Is.EqualTo(["10.1.0.5", "10.1.0.3"]));

        IEnumerable<string> Routers() => Host.Route.ListRoutes().Where(r => r.Destination.Equals(destination)).Select(static r => r.Gateway!.ToString());
    }

    [TestCase("10.1.0.2", "10.1.0.2")]
    [TestCase("203.0.113.1", "203.0.113.1")]
    [TestCase("203.0.113.1", "203.0.113.1 mark 7")]
    [TestCase("203.0.113.1", "203.0.113.1 oif a uid 1000")]
    [TestCase("203.0.113.1", "fibmatch 203.0.113.1")]
    [TestCase("127.0.0.5", "127.0.0.5")]
    [TestCase("fd00:1::77", "fd00:1::77")]
    [TestCase("::1", "::1")]
    public void The_way_is_the_one_ip_tells(string address, string question)
    {
        Host.Route.AddRoute(RouteSpec.ToEverywhere(AddressFamily.InterNetwork) with { Gateway = Router, Mtu = 1300 });
        using var document = JsonDocument.Parse(Host.Run($"ip -N -d -j route get {question}"));

        var words = question.Split(' ');
        var way = Host.Route.FindRoute(new RouteQuery(IPAddress.Parse(address))
        {
            Mark = words.Contains("mark") ? 7u : null,
            UserId = words.Contains("uid") ? 1000u : 0u,
            Link = words.Contains("oif") ? Veth : null,
            AsInTable = words.Contains("fibmatch"),
        })!;
        Assert.That(Way(way), Is.EqualTo(Way(document.RootElement.EnumerateArray().Single())));
    }

    [Test]
    public void A_forwarded_packet_is_asked_for_with_its_source_and_link()
    {
        Host.Namespace.WriteSysctl(new SysctlPath("net/ipv4/ip_forward"), "1");
        Host.Route.AddAddress(Host.Route.FindLink("b")!.Index, IPAddress.Parse("10.2.0.1"), 24);
        Host.Namespace.WriteSysctl(SysctlPath.ForLink(AddressFamily.InterNetwork, "b", "rp_filter"), "0");
        var incoming = Host.Route.FindLink("b")!.Index;

        var way = Host.Route.FindRoute(new RouteQuery(IPAddress.Parse("10.1.0.9")) { Source = IPAddress.Parse("10.2.0.9"), IncomingLink = incoming })!;
        Assert.That((way.Link, way.IncomingLink, way.From?.ToString()), Is.EqualTo(((LinkIndex?)Veth, (LinkIndex?)incoming, "10.2.0.9/32")));
    }

    [Test]
    public void No_way_is_null_and_a_refusal_is_an_error()
    {
        Assert.That(Host.Route.FindRoute(IPAddress.Parse("203.0.113.1")), Is.Null);
        Assert.That(Host.Route.FindRoute(IPAddress.Parse("2001:db8::1")), Is.Null);
        Host.Route.AddRoute(new RouteSpec(IPNetwork.Parse("203.0.113.0/24")) { Type = RouteType.Unreachable });
        Host.Route.AddRoute(new RouteSpec(IPNetwork.Parse("198.51.100.0/24")) { Type = RouteType.Prohibit });
        Assert.That(() => Host.Route.FindRoute(IPAddress.Parse("203.0.113.1")), Throws.TypeOf<NetlinkException>()
            .With.Property("Errno").EqualTo(Errno.EHOSTUNREACH).And.Property("Operation").EqualTo("route get 203.0.113.1"));
        Assert.That(() => Host.Route.FindRoute(IPAddress.Parse("198.51.100.1")), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EACCES));
        Assert.That(() => Host.Route.FindRoute(new RouteQuery(Router) { Link = new LinkIndex(999) }), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.ENODEV));
    }

    private string Way(Route r) =>
        $"{(r.Destination.PrefixLength == IpBits(r) ? r.Destination.BaseAddress : r.Destination.PrefixLength == 0 ? "default" : r.Destination)} via {r.Gateway} dev {Name(r.Link)} src {r.Source} table {r.Table.Value} mark {r.Mark} uid {r.UserId}";

    private static string Way(JsonElement e) =>
        $"{Text(e, "dst")} via {Text(e, "gateway")} dev {Text(e, "dev")} src {Text(e, "prefsrc")} table {(Text(e, "table") is "" ? "254" : Text(e, "table"))} mark {Text(e, "mark")} uid {Text(e, "uid")}";

    private static int IpBits(Route r) => r.Family is AddressFamily.InterNetwork ? 32 : 128;

    private string Name(LinkIndex? link) => link is { } one ? Host.Route.GetLink(one).Name : "";

    private static string Row(Route r)
    {
        var m = r.Metrics ?? new RouteMetrics();
        var encapsulation = r.Encapsulation is { Type: 2 } ? "ip" : "";
        var pref = r.Family is AddressFamily.InterNetworkV6 ? r.Preference.ToString().ToLowerInvariant() : "";
        var hops = string.Join(", ", r.NextHops.Select(static h => $"{h.Gateway} {h.Weight} {(h.OnLink ? "onlink" : "")}"));
        return $"{r.Destination} nhid {r.NextHopId} encap {encapsulation} pref {pref} flags {((r.Flags & RouteFlags.OnLink) != 0 ? "onlink" : "")} tos {r.TypeOfService} scope {(int)r.Scope} realms {(r.Realms is { } flow ? $"{flow >> 16}/{flow & 0xffff}" : "")} "
            + $"expires {r.Expires is not null} mtu {m.Mtu} advmss {m.AdvertisedSegmentSize} initcwnd {m.InitialCongestionWindow} initrwnd {m.InitialReceiveWindow} rto_min {m.MinimumRetransmissionTimeout?.TotalMilliseconds} "
            + $"rtt {m.RoundTripTime?.TotalMilliseconds} rttvar {m.RoundTripTimeVariance?.TotalMilliseconds} cc {m.CongestionControl} quickack {(m.QuickAcknowledgement is { } on ? (on ? "1" : "0") : "")} ecn {m.UsesEcn} window {m.Window} hoplimit {m.HopLimit} [{hops}]";
    }

    private static string Row(JsonElement e)
    {
        var m = e.TryGetProperty("metrics", out var list) ? list[0] : default;
        var isEncapsulated = e.TryGetProperty("encap", out _);

        // With an encapsulation, ip repeats the name "dst" for the tunnel's end; the first is the route's.
        var destination = isEncapsulated ? e.EnumerateObject().First(static p => p.Name == "dst").Value.ToString() : Text(e, "dst");
        var flags = e.GetProperty("flags").EnumerateArray().Any(static f => f.GetString() == "onlink") ? "onlink" : "";
        var hops = e.TryGetProperty("nexthops", out var ways)
            ? string.Join(", ", ways.EnumerateArray().Select(static h => $"{Text(h, "gateway")} {Text(h, "weight")} {(h.GetProperty("flags").EnumerateArray().Any(static f => f.GetString() == "onlink") ? "onlink" : "")}"))
            : "";
        return $"{destination} nhid {Text(e, "nhid")} encap {Text(e, "encap")} pref {Text(e, "pref")} flags {flags} tos {(Text(e, "tos") is { Length: > 0 } tos ? Convert.ToInt32(tos, 16) : 0)} scope {Text(e, "scope")} realms {Realms(e)} "
            + $"expires {e.TryGetProperty("expires", out _)} mtu {Metric(m, "mtu")} advmss {Metric(m, "advmss")} initcwnd {Metric(m, "initcwnd")} initrwnd {Metric(m, "initrwnd")} rto_min {Metric(m, "rto_min")} "
            + $"rtt {Metric(m, "rtt")} rttvar {Metric(m, "rttvar")} cc {Metric(m, "congestion")} quickack {Metric(m, "quickack")} ecn {m.ValueKind is JsonValueKind.Object && m.TryGetProperty("ecn", out _)} window {Metric(m, "window")} hoplimit {Metric(m, "hoplimit")} [{hops}]";
    }

    private static string Realms(JsonElement e) => e.TryGetProperty("flow", out var flow) ? $"{Text(flow, "from")}/{Text(flow, "to")}" : "";

    private static string Metric(JsonElement e, string name) => e.ValueKind is JsonValueKind.Object ? Text(e, name) : "";

    private static string Text(JsonElement e, string name) => e.TryGetProperty(name, out var value) ? value.ToString() : "";
}

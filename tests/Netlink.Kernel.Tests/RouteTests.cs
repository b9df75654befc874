using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace NetController.Netlink.Kernel.Tests;

public sealed class RouteTests : VethPairTest
{
    [Test]
    public void Routes_are_those_ip_shows()
    {
        Host.Run("""
            ip route add 10.2.0.0/16 via 10.1.0.2 metric 50 mtu 1200 proto static
            ip route add blackhole 10.3.0.0/16
            ip route add 10.4.0.0/16 dev a src 10.1.0.1 table 1000
            ip route add 10.5.0.0/16 nexthop via 10.1.0.3 weight 2 nexthop via 10.1.0.4 weight 5
            ip route add 10.6.0.0/16 via inet6 fd00:1::9 dev a
            ip -6 route add fd00:2::/64 via fd00:1::2
            ip -6 route add default via fd00:1::3 dev a
            """);

        foreach (var (flag, family) in new[] { ("-4", AddressFamily.InterNetwork), ("-6", AddressFamily.InterNetworkV6) })
        {
            using var document = JsonDocument.Parse(Host.Run($"ip {flag} -N -d -j route show table all"));
            var expected = document.RootElement.EnumerateArray().Select(Row);
            var actual = Host.Route.ListRoutes(new RouteFilter { Family = family }).Select(Row);
            Assert.That(actual, Is.EquivalentTo(expected));
        }
    }

    [Test]
    public void A_route_that_was_added_is_listed_and_can_be_deleted()
    {
        var hops = ValueList.Create<RouteNextHop>(
        [
            new RouteNextHop { Gateway = IPAddress.Parse("10.1.0.3"), Link = Veth, Weight = 2 },
            new RouteNextHop { Gateway = IPAddress.Parse("fd00:1::7"), Link = Veth, Weight = 256 },
        ]);
        RouteSpec[] specs =
        [
            RouteSpec.ToEverywhere(AddressFamily.InterNetwork) with { Gateway = IPAddress.Parse("10.1.0.2"), Protocol = RouteProtocol.Static },
            RouteSpec.ToEverywhere(AddressFamily.InterNetworkV6) with { Gateway = IPAddress.Parse("fd00:1::2"), Link = Veth },
            new(IPNetwork.Parse("10.7.0.0/16")) { Link = Veth, Metric = 9, Mtu = 1300, Source = IPAddress.Parse("10.1.0.1"), Table = new RouteTable(5000) },
            new(IPNetwork.Parse("10.8.0.0/16")) { Type = RouteType.Unreachable },
            new(IPNetwork.Parse("10.9.0.0/16")) { NextHops = hops },
            new(IPNetwork.Parse("10.10.0.0/16")) { Gateway = IPAddress.Parse("fd00:1::5"), Link = Veth },
            new(IPNetwork.Parse("10.11.0.0/16")) { Gateway = IPAddress.Parse("192.0.2.1"), Link = Veth, OnLink = true },
        ];
        foreach (var spec in specs)
        {
            Host.Route.AddRoute(spec);
            var made = Host.Route.ListRoutes().Single(r => r.Destination.Equals(spec.Destination) && r.Table == spec.Table && r.Family == spec.Destination.BaseAddress.AddressFamily);
            Assert.That((made.Gateway, made.NextHops, made.Mtu, made.Source), Is.EqualTo((spec.Gateway, spec.NextHops, spec.Mtu, spec.Source)), spec.ToString());
            Assert.That(() => Host.Route.AddRoute(spec), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EEXIST));
            Host.Route.ReplaceRoute(spec);
            Host.Route.DeleteRoute(spec);
            Assert.That(() => Host.Route.DeleteRoute(spec), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.ESRCH));
        }
    }

    [Test]
    public void Lists_are_filtered()
    {
        Host.Run("ip route add 10.2.0.0/16 via 10.1.0.2 table 77 proto 99");
        Assert.Multiple(() =>
        {
            Assert.That(Host.Route.ListRoutes(new RouteFilter { Table = new RouteTable(77) }).Single().Destination.ToString(), Is.EqualTo("10.2.0.0/16"));
            Assert.That(Host.Route.ListRoutes(new RouteFilter { Table = new RouteTable(77), Family = AddressFamily.InterNetwork }), Has.Length.EqualTo(1));
            Assert.That(Host.Route.ListRoutes(new RouteFilter { Protocol = (RouteProtocol)99 }), Has.Length.EqualTo(1));
            Assert.That(Host.Route.ListRoutes(new RouteFilter { Table = new RouteTable(12345), Family = AddressFamily.InterNetwork }), Is.Empty);
            Assert.That(Host.Route.ListRoutes(new RouteFilter { Link = Veth, Table = RouteTable.Main }).Select(r => r.Link), Is.All.EqualTo(Veth));
            Assert.That(Host.Route.ListRoutes(new RouteFilter { Type = RouteType.Broadcast }).Select(r => r.Type), Is.All.EqualTo(RouteType.Broadcast));
        });
    }

    [Test]
    public void An_unreachable_gateway_is_explained_by_the_kernel()
    {
        var error = Assert.Throws<NetlinkException>(() => Host.Route.AddRoute(new RouteSpec(IPNetwork.Parse("10.99.0.0/16")) { Gateway = IPAddress.Parse("203.0.113.1") }))!;
        Assert.That(error.Errno, Is.EqualTo(Errno.ENETUNREACH));
        Assert.That(error.Operation, Is.EqualTo("route add 10.99.0.0/16 via 203.0.113.1"));
        Assert.That(error.KernelMessage, Is.Not.Empty);
    }

    private string Row(JsonElement e)
    {
        var hops = e.TryGetProperty("nexthops", out var list) ? string.Join(", ", list.EnumerateArray().Select(h => $"{Gateway(h)} {Text(h, "weight")}")) : "";
        var destination = Text(e, "dst") is var dst && dst == "default" ? "default" : dst.Contains('/', StringComparison.Ordinal) ? dst : dst + (dst.Contains(':', StringComparison.Ordinal) ? "/128" : "/32");
        return $"{Text(e, "type")} {destination} via {Gateway(e)} dev {Text(e, "dev")} table {(Text(e, "table") is "" ? "254" : Text(e, "table"))} proto {Text(e, "protocol")} src {Text(e, "prefsrc")} metric {(Text(e, "metric") is "" ? "0" : Text(e, "metric"))} [{hops}]";
    }

    private string Row(Route r)
    {
        var names = new Dictionary<LinkIndex, string> { [new LinkIndex(1)] = "lo", [Veth] = "a", [Host.Route.FindLink("b")!.Index] = "b" };
        var hops = string.Join(", ", r.NextHops.Select(h => $"{h.Gateway} {h.Weight}"));
        var destination = r.Destination.PrefixLength == 0 ? "default" : r.Destination.ToString();
        return $"{(int)r.Type} {destination} via {r.Gateway} dev {(r.Link is { } l ? names[l] : "")} table {r.Table.Value} proto {(int)r.Protocol} src {r.Source} metric {r.Metric} [{hops}]";
    }

    private static string Gateway(JsonElement e) => e.TryGetProperty("via", out var via) ? Text(via, "host") : Text(e, "gateway");

    private static string Text(JsonElement e, string name) => e.TryGetProperty(name, out var value) ? value.ToString() : "";
}

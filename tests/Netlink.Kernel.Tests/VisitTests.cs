using System.Net;
using System.Net.Sockets;
using System.Text;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>Lists looked at in place: the same links and routes as the lists of objects, and nothing allocated.</summary>
public sealed class VisitTests : KernelTest
{
    [Test]
    public void A_visitor_sees_the_links_that_a_list_holds()
    {
        for (var i = 0; i < 30; i++)
        {
            Host.Route.CreateLink(new VethSpec($"a{i}", $"b{i}") { Group = i, Alias = $"number {i}", Mtu = 1400 + i });
        }

        var seen = new LinkGatherer();
        Host.Route.VisitLinks(ref seen);

        Assert.That(seen.Links, Is.EqualTo(Host.Route.ListLinks()));
        Assert.That(seen.Lines, Is.EqualTo(seen.Links.Select(static l => $"{l.Index} {l.Name} {l.Kind} {l.Alias} {l.Mtu} {l.Group} {l.Flags} {l.Master}")));
    }

    [Test]
    public void A_filter_holds_for_visitors_even_where_the_kernel_ignores_it()
    {
        Host.Route.CreateLink(new VethSpec("a", "b"));
        var veths = new LinkGatherer();
        var none = new LinkGatherer();

        Host.Route.VisitLinks(ref veths, new LinkFilter { Kind = "veth" });
        Host.Route.VisitLinks(ref none, new LinkFilter { Kind = "nosuchkind" });

        Assert.That(veths.Links.Select(static l => l.Name), Is.EquivalentTo(["a", "b"]));
        Assert.That(none.Links, Is.Empty);
    }

    [Test]
    public void A_visitor_sees_the_routes_that_a_list_holds()
    {
        var link = AddRoutes(200);
        RouteFilter?[] filters =
        [
            null,
            new() { Family = AddressFamily.InterNetwork },
            new() { Link = link, Protocol = RouteProtocol.Static },
            new() { Table = RouteTable.Main, Type = RouteType.Unicast },
            new() { Table = new RouteTable(12345) },
        ];

        foreach (var filter in filters)
        {
            var seen = new RouteGatherer();
            Host.Route.VisitRoutes(ref seen, filter);
            Assert.That(seen.Routes, Is.EqualTo(Host.Route.ListRoutes(filter)), $"{filter}");
        }
    }

    [Test]
    public void A_visit_allocates_nothing()
    {
        AddRoutes(500);
        for (var i = 0; i < 20; i++)
        {
            Host.Route.CreateLink(new VethSpec($"a{i}", $"b{i}"));
        }

        var counter = default(Counter);
        Host.Route.VisitLinks(ref counter);
        Host.Route.VisitRoutes(ref counter);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Host.Route.VisitLinks(ref counter);
        Host.Route.VisitRoutes(ref counter);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(counter.Seen, Is.GreaterThanOrEqualTo(500));
        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public void What_a_visitor_throws_comes_out_and_the_connection_stays_usable()
    {
        AddRoutes(1000);
        var thrower = default(Thrower);

        Assert.That(() => Host.Route.VisitRoutes(ref thrower), Throws.TypeOf<OperationCanceledException>());
        Assert.That(Host.Route.ListRoutes(new RouteFilter { Protocol = RouteProtocol.Static }), Has.Length.EqualTo(1000));
    }

    private LinkIndex AddRoutes(int count)
    {
        // Of its own accord the kernel gives a link IPv6 routes some time after it is up: between two lists that are to be the same.
        Host.Namespace.WriteSysctl(new SysctlPath("net/ipv6/conf/default/disable_ipv6"), "1");
        var link = Host.Route.CreateLink(new VethSpec("out", "in") { IsUp = true }).Index;
        Host.Route.UpdateLink(Host.Route.FindLink("in")!.Index, new LinkUpdate { IsUp = true });
        for (var i = 0; i < count; i++)
        {
            Host.Route.AddRoute(new RouteSpec(new IPNetwork(new IPAddress([10, (byte)(i >> 8), (byte)i, 0]), 24)) { Link = link, Metric = 7, Protocol = RouteProtocol.Static });
        }

        return link;
    }

    private struct LinkGatherer() : ILinkVisitor
    {
        internal List<Link> Links { get; } = [];

        internal List<string> Lines { get; } = [];

        public readonly void Begin()
        {
            Links.Clear();
            Lines.Clear();
        }

        public readonly void Visit(LinkView link)
        {
            Links.Add(link.ToLink());
            var alias = link.Alias.IsEmpty ? null : Encoding.UTF8.GetString(link.Alias);
            Lines.Add($"{link.Index} {Encoding.UTF8.GetString(link.Name)} {Encoding.UTF8.GetString(link.Kind)} {alias} {link.Mtu} {link.Group} {link.Flags} {link.Master}");
        }
    }

    private struct RouteGatherer() : IRouteVisitor
    {
        internal List<Route> Routes { get; } = [];

        public readonly void Begin() => Routes.Clear();

        public readonly void Visit(RouteView route)
        {
            var whole = route.ToRoute();
            Assert.That(route.PrefixLength, Is.EqualTo(whole.Destination.PrefixLength));
            Assert.That(route.Metric, Is.EqualTo(whole.Metric));
            Assert.That(route.Link, Is.EqualTo(whole.Link));
            Assert.That(route.Destination.IsEmpty || route.Destination.SequenceEqual(whole.Destination.BaseAddress.GetAddressBytes()), Is.True);
            Routes.Add(whole);
        }
    }

    private struct Counter : ILinkVisitor, IRouteVisitor
    {
        internal int Seen { get; private set; }

        public void Begin() => Seen = 0;

        public void Visit(LinkView link) => Seen++;

        public void Visit(RouteView route) => Seen++;
    }

    private struct Thrower : IRouteVisitor
    {
        public readonly void Begin()
        {
        }

        public readonly void Visit(RouteView route) => throw new OperationCanceledException("enough");
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>A mirror shows what the kernel holds, whatever happened on the way.</summary>
public sealed class RouteMirrorTests : KernelTest
{
    private const RouteGroups Everything = RouteGroups.Links | RouteGroups.Addresses | RouteGroups.Routes;

    [SetUp]
    public void MakeAddressesUsableAtOnce() =>
        Host.Namespace.WriteSysctls(new(new("net/ipv6/conf/all/accept_dad"), "0"), new(new("net/ipv6/conf/default/accept_dad"), "0"));

    [Test]
    public void A_mirror_shows_what_there_is_when_it_is_opened()
    {
        Host.Run("ip link add one type veth peer name two && ip link set one up && ip link set two up && ip address add 10.1.0.1/24 dev one");
        using var mirror = RouteMirror.Open(Everything, Host.Namespace);
        Assert.That(Picture(mirror), Is.EqualTo(Listing()));
    }

    [Test]
    public void A_mirror_shows_only_what_is_asked_for()
    {
        using var mirror = RouteMirror.Open(RouteGroups.Routes, Host.Namespace);
        Assert.That(mirror.Links, Is.Empty);
        Assert.That(mirror.Addresses, Is.Empty);
        Assert.That(mirror.Routes, Is.Not.Empty);
    }

    [TestCase("ip link set one down", TestName = "Routes_that_go_with_a_link_that_goes_down_are_noticed")]
    [TestCase("ip link delete one", TestName = "Routes_that_go_with_a_link_that_is_deleted_are_noticed")]
    [TestCase("ip address delete 10.1.0.1/24 dev one", TestName = "Routes_that_go_with_the_last_address_are_noticed")]
    [TestCase("ip address delete 10.1.0.2/32 dev one", TestName = "Routes_that_go_with_their_source_address_are_noticed")]
    [TestCase("ip route replace 10.3.0.0/16 via 10.1.0.8", TestName = "A_replaced_route_is_noticed")]
    [TestCase("ip route append 10.3.0.0/16 via 10.1.0.8 && ip route prepend 10.3.0.0/16 via 10.1.0.7 && ip route replace 10.3.0.0/16 via 10.1.0.6", TestName = "A_route_replaced_among_several_is_noticed")]
    [TestCase("ip -6 route append fd03::/64 via fd01::8 && ip -6 route append fd03::/64 via fd01::7", TestName = "A_hop_added_to_an_IPv6_route_is_noticed")]
    [TestCase("ip -6 route append fd03::/64 via fd01::8 && ip -6 route delete fd03::/64 via fd01::9", TestName = "A_hop_taken_from_an_IPv6_route_is_noticed")]
    [TestCase("ip -6 route replace fd03::/64 via fd01::7", TestName = "A_replaced_IPv6_route_is_noticed")]
    [TestCase("ip nexthop add id 7 via 10.1.0.5 dev one && ip route add 10.7.0.0/16 nhid 7 && ip nexthop delete id 7", TestName = "Routes_that_go_with_their_next_hop_object_are_noticed")]
    [TestCase("ip route add 10.4.0.0/16 nexthop via 10.1.0.5 nexthop via 10.1.0.6 weight 3 && ip route delete 10.4.0.0/16", TestName = "A_route_of_several_hops_that_comes_and_goes_is_noticed")]
    [TestCase("ip route change 10.3.0.0/16 via 10.1.0.4 && ip route add 10.3.0.0/16 via 10.1.0.4 tos 8 && ip route replace 10.3.0.0/16 via 10.1.0.3 tos 8", TestName = "A_route_replaced_beside_one_of_another_type_of_service_is_noticed")]
    public async Task Routes_are_those_of_the_kernel_after(string change)
    {
        Host.Run("""
            ip link add one type veth peer name two && ip link set one up && ip link set two up
            ip address add 10.1.0.1/24 dev one && ip address add 10.1.0.2/32 dev one && ip -6 address add fd01::1/64 dev one nodad
            ip route add 10.3.0.0/16 via 10.1.0.9 && ip route add 10.5.0.0/16 via 10.1.0.9 src 10.1.0.2 && ip -6 route add fd03::/64 via fd01::9
            """);
        using var mirror = RouteMirror.Open(Everything, Host.Namespace);
        Host.Run(change);
        await CatchUp(mirror);
        Assert.That(Picture(mirror), Is.EqualTo(Listing()));
    }

    [Test]
    public async Task Neighbours_are_those_of_the_kernel()
    {
        Host.Run("""
            ip link add one type veth peer name two && ip link set one up && ip link set two up
            ip neighbour add 10.1.0.7 lladdr 02:00:00:00:00:07 dev one && ip neighbour add 10.1.0.8 lladdr 02:00:00:00:00:08 dev one
            """);
        using var mirror = RouteMirror.Open(RouteGroups.Links | RouteGroups.Neighbours, Host.Namespace);
        var told = new List<string>();
        Host.Run("""
            ip neighbour delete 10.1.0.7 dev one && ip neighbour replace 10.1.0.8 lladdr 02:00:00:00:00:88 nud stale dev one
            ip neighbour add 10.1.0.9 lladdr 02:00:00:00:00:09 dev one && ip -6 neighbour add fd01::9 lladdr 02:00:00:00:00:99 dev two
            """);
        await CatchUp(mirror, change =>
        {
            if (change is RouteEvent.NeighbourDeleted(var neighbour))
            {
                told.Add($"-{neighbour.Address}");
            }
        });

        Assert.That(told, Does.Contain("-10.1.0.7"));
        Assert.That(Of(mirror.Neighbours), Is.EqualTo(Of(Host.Route.ListNeighbours())));
        var listed = Json("ip -j neighbour show nud all").Where(static n => n.GetProperty("dev").GetString() != "lo").Select(static n => $"{Text(n, "dst")} {Text(n, "lladdr")} {n.GetProperty("state")[0].GetString()}");
        var mirrored = mirror.Neighbours.Where(static n => n.Link.Value != 1).Select(static n => $"{n.Address} {n.HardwareAddress} {n.State.ToString().ToUpperInvariant()}");
        Assert.That(Lines(mirrored), Is.EqualTo(Lines(listed)));

        static string Of(IEnumerable<Neighbour> neighbours) => Lines(neighbours.Select(static n => $"{n.Link} {n.Address} {n.HardwareAddress} {n.State}"));
    }

    [Test]
    public async Task Every_change_is_told_so_that_a_reader_can_keep_its_own_books()
    {
        Host.Run("ip link add one type veth peer name two && ip link set one up && ip link set two up && ip address add 10.1.0.1/24 dev one && ip route add 10.3.0.0/16 via 10.1.0.9");
        using var mirror = RouteMirror.Open(Everything, Host.Namespace);
        var routes = mirror.Routes.ToDictionary(static route => route, Route.IdentityComparer);
        var links = mirror.Links.ToDictionary();
        Host.Run("ip route replace 10.3.0.0/16 via 10.1.0.8 && ip link set two down && ip link set two up && ip link set one down && ip link add three type bridge && ip link set two master three && bridge link set dev two hairpin on");
        await CatchUp(mirror, change =>
        {
            _ = change switch
            {
                RouteEvent.RouteChanged(var route, _) => (routes[route] = route) is not null,
                RouteEvent.RouteDeleted(var route) => routes.Remove(route),
                RouteEvent.LinkChanged(var link) => (links[link.Index] = link) is not null,
                RouteEvent.LinkDeleted(var link) => links.Remove(link.Index),
                _ => false,
            };
        });

        Assert.That(routes.Values, Is.EquivalentTo(mirror.Routes));
        Assert.That(links, Is.EquivalentTo(mirror.Links));
        Assert.That(mirror.Links.Values.Single(static link => link.Name == "two").PortData, Is.InstanceOf<BridgePortData>().With.Property("Hairpin").True);
    }

    [TestCase(1024 * 1024, TestName = "Under_churn_the_picture_ends_as_the_kernel_is")]
    [TestCase(1, TestName = "Under_churn_with_overruns_the_picture_ends_as_the_kernel_is")]
    public async Task Under_churn(int queue)
    {
        Host.Run("ip link add base type veth peer name other && ip link set base up && ip link set other up && ip address add 10.1.0.1/16 dev base");
        using var stop = new CancellationTokenSource();
        using var begun = new ManualResetEventSlim();
        var writer = new Thread(() => Churn(begun, stop.Token)) { IsBackground = true };
        writer.Start();
        begun.Wait();
        using var mirror = RouteMirror.Open(Everything, Host.Namespace, new WatchOptions { KernelReceiveBuffer = queue });
        var (seen, overruns) = (0, 0);
        stop.CancelAfter(TimeSpan.FromSeconds(4));
        await CatchUp(mirror, change =>
        {
            seen++;
            overruns += change is RouteEvent.Overrun ? 1 : 0;
        }, stop.Token);
        writer.Join();
        await CatchUp(mirror);

        TestContext.Out.WriteLine($"{seen} changes, {overruns} overruns; {mirror.Links.Count} links, {mirror.Addresses.Count} addresses, {mirror.Routes.Count} routes at the end");
        Assert.That(seen, Is.GreaterThan(200));
        Assert.That(overruns, queue == 1 ? Is.Positive : Is.Zero);
        Assert.That(Picture(mirror), Is.EqualTo(Listing()));
    }

    /// <summary>Makes, changes and deletes at random until it is told to stop, and leaves something of each behind.</summary>
    private void Churn(ManualResetEventSlim begun, CancellationToken stop)
    {
        using var route = RouteConnection.Open(Host.Namespace);
        var random = new Random(4711);
        var link = route.FindLink("base")!.Index;
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var number = random.Next(20);
            Try(() => _ = random.Next(9) switch
            {
                0 => Do(() => route.CreateLink(new VethSpec($"v{number}", $"p{number}") { IsUp = random.Next(2) == 0, Mtu = 1300 + i % 100 })),
                1 => random.Next(4) == 0 && route.FindLink($"v{number}") is { } gone && Do(() => route.DeleteLink(gone.Index)),
                2 => Do(() => route.AddAddress(link, new IPAddress([10, 1, 1, (byte)number]), 24 + number % 8)),
                3 => Do(() => route.DeleteAddress(link, new IPAddress([10, 1, 1, (byte)number]), 24 + number % 8)),
                4 => Do(() => route.AddRoute(RouteTo(number))),
                5 => Do(() => route.DeleteRoute(RouteTo(number))),
                6 => Do(() => route.ReplaceRoute(RouteTo(number) with { Gateway = IPAddress.Parse($"10.1.0.{10 + random.Next(3)}") })),
                7 => route.FindLink($"v{number}") is { } veth && Do(() => route.UpdateLink(veth.Index, new LinkUpdate { IsUp = !veth.IsUp, Mtu = 1400 + number })),
                _ => random.Next(20) == 0 && Do(() => route.UpdateLink(link, new LinkUpdate { IsUp = false })) && Do(() => route.UpdateLink(link, new LinkUpdate { IsUp = true })),
            });
            begun.Set();
        }

        static RouteSpec RouteTo(int number) => new(IPNetwork.Parse($"10.2.{number}.0/24")) { Gateway = IPAddress.Parse("10.1.0.9"), Metric = (uint)(number % 3) };

        static bool Do(Action act)
        {
            act();
            return true;
        }

        static void Try(Action act)
        {
            try
            {
                act();
            }
            catch (NetlinkException)
            {
                // What is there cannot be made, and what is gone cannot be changed.
            }
        }
    }

    /// <summary>Reads until a change made here has come back, or, with a token, until that is cancelled.</summary>
    private async Task CatchUp(RouteMirror mirror, Action<RouteEvent>? see = null, CancellationToken until = default)
    {
        var mark = Random.Shared.Next(40000, 60000);
        if (!until.CanBeCanceled)
        {
            // What follows from a carrier is done a moment later.
            await Task.Delay(200, CancellationToken.None);
            Host.Route.UpdateLink(new LinkIndex(1), new LinkUpdate { Mtu = mark });
        }

        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(until);
        try
        {
            await foreach (var change in mirror.FollowAsync(quiet.Token))
            {
                see?.Invoke(change);
                if (mirror.Links[new LinkIndex(1)].Mtu == mark)
                {
                    // Whatever has to be listed is listed before the mirror waits.
                    quiet.CancelAfter(200);
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static string Picture(RouteMirror mirror)
    {
        var names = mirror.Links.Values.ToDictionary(static link => link.Index, static link => link.Name);
        return Lines(
        [
            .. mirror.Links.Values.Select(link => $"link {link.Name} {link.Mtu} {link.IsUp} {link.HardwareAddress}"),
            .. mirror.Addresses.Select(address => $"address {names[address.Link]} {address.Address}/{address.PrefixLength}"),
            .. mirror.Routes.SelectMany(route => route.NextHops.Count == 0
                ? [$"route {route.Table.Value} {route.Destination} {route.Gateway} {Name(route.Link)} {route.Metric} {route.Source}"]
                : route.NextHops.Select(hop => $"route {route.Table.Value} {route.Destination} {hop.Gateway} {Name(hop.Link)} {route.Metric} {route.Source}")),
        ]);

        string? Name(LinkIndex? link) => link is { } index ? names[index] : null;
    }

    /// <summary>What <c>ip</c> says, in the same words.</summary>
    private string Listing()
    {
        var links = Json("ip -j link").Select(static l =>
            $"link {Text(l, "ifname")} {Text(l, "mtu")} {l.GetProperty("flags").EnumerateArray().Any(static f => f.GetString() == "UP")} {Text(l, "address")}");
        var addresses = Json("ip -j address").SelectMany(static l => l.GetProperty("addr_info").EnumerateArray().Select(a =>
            $"address {Text(l, "ifname")} {Text(a, "local")}/{Text(a, "prefixlen")}"));
        var routes = Json("ip -j -4 route show table all").SelectMany(r => Routes(r, AddressFamily.InterNetwork))
            .Concat(Json("ip -j -6 route show table all").SelectMany(r => Routes(r, AddressFamily.InterNetworkV6)));
        return Lines([.. links, .. addresses, .. routes]);
    }

    private static IEnumerable<string> Routes(JsonElement route, AddressFamily family)
    {
        var table = Text(route, "table") switch { "" or "main" => "254", "local" => "255", var other => other };
        var destination = Text(route, "dst");
        var (v4, bits) = (family is AddressFamily.InterNetwork, destination.Contains('/', StringComparison.Ordinal) ? "" : family is AddressFamily.InterNetwork ? "/32" : "/128");
        destination = destination == "default" ? v4 ? "0.0.0.0/0" : "::/0" : destination + bits;
        var hops = route.TryGetProperty("nexthops", out var several) ? several.EnumerateArray().ToList() : [route];
        return hops.Select(hop => string.Create(CultureInfo.InvariantCulture,
            $"route {table} {destination} {Text(hop, "gateway")} {Text(hop, "dev")} {(Text(route, "metric") is "" ? "0" : Text(route, "metric"))} {Text(route, "prefsrc")}"));
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : "";

    private List<JsonElement> Json(string command)
    {
        var output = Host.Run(command);
        return output.Length == 0 ? [] : [.. JsonDocument.Parse(output).RootElement.EnumerateArray()];
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));
}

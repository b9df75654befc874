using System.Diagnostics;
using System.Net;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>What is announced is what was done; in another namespace than that of the tests.</summary>
public sealed class RouteWatcherTests : KernelTest
{
    private const RouteGroups Everything = RouteGroups.Links | RouteGroups.Addresses | RouteGroups.Routes;

    [Test]
    public async Task The_life_of_a_link_is_announced()
    {
        using var watcher = RouteWatcher.Open(RouteGroups.Links, Host.Namespace);
        Host.Run("ip link add one type bridge && ip link set one mtu 1400 && ip link set one up && ip link set one down && ip link set one name two && ip link delete two");

        var seen = await ReadUntil(watcher, static change => change is RouteEvent.LinkDeleted { Link.Name: "two" });

        var links = seen.OfType<RouteEvent.LinkChanged>().Select(static change => change.Link).ToList();
        var index = links[0].Index;
        Assert.That(links, Has.All.Property(nameof(Link.Index)).EqualTo(index));
        Assert.That(links.Select(static link => $"{link.Name} {link.Mtu} {(link.IsUp ? "up" : "down")}").Aggregate(new List<string>(), Distinct),
            Is.EqualTo(["one 1500 down", "one 1400 down", "one 1400 up", "one 1400 down", "two 1400 down"]));
        Assert.That(links, Has.All.Property(nameof(Link.Kind)).EqualTo("bridge"));
        Assert.That(seen[^1], Is.InstanceOf<RouteEvent.LinkDeleted>().With.Property("Link").Property("Index").EqualTo(index));
    }

    [Test]
    public async Task Addresses_and_routes_of_both_families_are_announced()
    {
        Host.Run("ip link add one type veth peer name two && ip link set one up && ip link set two up");
        var index = Host.Route.FindLink("one")!.Index;
        using var watcher = RouteWatcher.Open(RouteGroups.Addresses | RouteGroups.Routes, Host.Namespace);
        Host.Run("""
            ip address add 10.1.0.1/24 dev one && ip -6 address add fd01::1/64 dev one nodad
            ip route add 10.2.0.0/16 via 10.1.0.9 metric 7 && ip route replace 10.2.0.0/16 via 10.1.0.8 metric 7 && ip -6 route add fd02::/64 via fd01::9
            ip route delete 10.2.0.0/16 && ip -6 route delete fd02::/64
            ip -6 address delete fd01::1/64 dev one && ip address delete 10.1.0.1/24 dev one
            """);

        var seen = await ReadUntil(watcher, static change => change is RouteEvent.AddressDeleted { Address.PrefixLength: 24 });

        var addresses = seen.Select(change => change switch
        {
            RouteEvent.AddressChanged(var address) when address.Link == index => $"+{address.Address}/{address.PrefixLength}",
            RouteEvent.AddressDeleted(var address) when address.Link == index => $"-{address.Address}/{address.PrefixLength}",
            _ => null,
        }).Where(static line => line is not null && !line.Contains("fe80", StringComparison.Ordinal)).Aggregate(new List<string>(), Distinct!);
        Assert.That(addresses, Is.EqualTo(["+10.1.0.1/24", "+fd01::1/64", "-fd01::1/64", "-10.1.0.1/24"]));
        var routes = seen.Select(static change => change switch
        {
            RouteEvent.RouteChanged(var route, var replaces) => $"{(replaces ? '*' : '+')}{route.Destination} via {route.Gateway}",
            RouteEvent.RouteDeleted(var route) => $"-{route.Destination} via {route.Gateway}",
            _ => null,
        }).Where(static line => line is not null && (line[1..].StartsWith("10.2", StringComparison.Ordinal) || line.Contains("fd02", StringComparison.Ordinal)));
        Assert.That(routes, Is.EqualTo(
        [
            "+10.2.0.0/16 via 10.1.0.9", "*10.2.0.0/16 via 10.1.0.8", "+fd02::/64 via fd01::9", "-10.2.0.0/16 via 10.1.0.8", "-fd02::/64 via fd01::9",
        ]));
    }

    [Test]
    public async Task A_link_that_joins_and_leaves_a_bridge_is_not_taken_for_deleted()
    {
        Host.Run("ip link add bridge0 type bridge && ip link add one type veth peer name two");
        var (bridge, port) = (Host.Route.FindLink("bridge0")!.Index, Host.Route.FindLink("one")!.Index);
        using var watcher = RouteWatcher.Open(RouteGroups.Links, Host.Namespace);
        Host.Run("ip link set one master bridge0 && bridge link set dev one hairpin on && ip link set one nomaster && ip link set lo mtu 65000");

        var seen = await ReadUntil(watcher, static change => change is RouteEvent.LinkChanged { Link: { Name: "lo", Mtu: 65000 } });

        Assert.That(seen.OfType<RouteEvent.LinkDeleted>(), Is.Empty);
        var ports = seen.OfType<RouteEvent.BridgePortChanged>().Where(change => change.Port == port).ToList();
        Assert.That(ports[0].Bridge, Is.EqualTo(bridge));
        Assert.That(ports[^1].Bridge, Is.Null);
    }

    [Test]
    public async Task Nothing_of_other_groups_or_namespaces_is_announced()
    {
        var other = NewNamespace();
        using var watcher = RouteWatcher.Open(RouteGroups.Addresses, Host.Namespace);
        other.Run("ip address add 10.9.0.1/32 dev lo");
        Host.Run("ip link add one type bridge && ip address add 10.1.0.1/32 dev lo");

        var seen = await ReadUntil(watcher, static change => change is RouteEvent.AddressChanged { Address.PrefixLength: 32 });

        Assert.That(seen, Has.Count.EqualTo(1));
        Assert.That(((RouteEvent.AddressChanged)seen[0]).Address.Address, Is.EqualTo(IPAddress.Parse("10.1.0.1")));
    }

    [Test]
    public async Task Cancellation_while_idle_is_prompt_and_the_watcher_stays_usable()
    {
        using var watcher = RouteWatcher.Open(Everything, Host.Namespace);
        using var cancel = new CancellationTokenSource();
        var reading = ReadUntil(watcher, static _ => false, cancel.Token);
        await Task.Delay(100);
        Assert.That(reading.IsCompleted, Is.False);

        var start = Stopwatch.GetTimestamp();
        await cancel.CancelAsync();
        Assert.That(async () => await reading, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromMilliseconds(100)));

        Host.Run("ip link set lo mtu 65000");
        Assert.That(await ReadUntil(watcher, static change => change is RouteEvent.LinkChanged { Link.Mtu: 65000 }), Is.Not.Empty);
    }

    [Test]
    public async Task Disposal_while_idle_ends_the_reading_promptly()
    {
        var watcher = RouteWatcher.Open(Everything, Host.Namespace);
        var reading = ReadUntil(watcher, static _ => false);
        await Task.Delay(100);
        var start = Stopwatch.GetTimestamp();
        watcher.Dispose();
        Assert.That(await reading, Is.Empty);
        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromMilliseconds(100)));
        watcher.Dispose();
    }

    [Test]
    public async Task A_storm_into_a_small_queue_is_an_overrun_after_which_events_are_complete_again()
    {
        using var watcher = RouteWatcher.Open(RouteGroups.Links, Host.Namespace, new WatchOptions { KernelReceiveBuffer = 1 });
        Storm(200);
        var seen = await ReadUntil(watcher, static change => change is RouteEvent.Overrun);
        Assert.That(((RouteEvent.Overrun)seen[^1]).Reason, Is.EqualTo(EventLoss.QueueFull));

        Host.Run("ip link set lo mtu 65000");
        var after = await ReadUntil(watcher, static change => change is RouteEvent.LinkChanged { Link.Name: "lo" });
        Assert.That(after, Has.Count.EqualTo(1), "what was queued before the loss was reported is not served after it");
    }

    [Test]
    public async Task A_watcher_outlives_the_namespace_object_and_leaves_no_thread_inside()
    {
        // A pause lets the runtime retire its idle threads, so that the watcher would be the one to bring them back.
        await Task.Delay(3000);
        var readings = new List<Task<List<RouteEvent>>>();
        var watchers = new List<RouteWatcher>();
        for (var i = 0; i < 20; i++)
        {
            using var again = NetworkNamespace.Open(Host.Path);
            watchers.Add(RouteWatcher.Open(Everything, again));
            readings.Add(ReadUntil(watchers[i], static change => change is RouteEvent.LinkChanged { Link.Mtu: 65000 }));
        }

        Host.Run("ip link set lo mtu 65000");
        await Task.WhenAll(readings).WaitAsync(TimeSpan.FromSeconds(20));
        ThreadAudit.AssertAllThreadsInHostNamespace();
        watchers.ForEach(static watcher => watcher.Dispose());
    }

    private void Storm(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Host.Route.UpdateLink(new LinkIndex(1), new LinkUpdate { Mtu = 40000 + i });
        }
    }

    private static async Task<List<RouteEvent>> ReadUntil(RouteWatcher watcher, Func<RouteEvent, bool> last, CancellationToken cancellationToken = default)
    {
        var seen = new List<RouteEvent>();
        await foreach (var change in watcher.ReadAllAsync(cancellationToken))
        {
            seen.Add(change);
            if (last(change))
            {
                break;
            }
        }

        return seen;
    }

    private static List<string> Distinct(List<string> lines, string line)
    {
        if (lines.Count == 0 || lines[^1] != line)
        {
            lines.Add(line);
        }

        return lines;
    }
}

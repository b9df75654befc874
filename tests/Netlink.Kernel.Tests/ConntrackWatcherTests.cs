using System.Diagnostics;
using System.Net;
using NetController.Netlink.Conntrack;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>What is announced of flows is what was done to them.</summary>
public sealed class ConntrackWatcherTests : KernelTest
{
    [TestCase("10.0.0.1", "10.0.0.2")]
    [TestCase("fd00::1", "fd00::2")]
    public async Task The_life_of_a_flow_is_announced(string source, string destination)
    {
        using var conntrack = ConntrackConnection.Open(Host.Namespace);
        using var watcher = ConntrackWatcher.Open(ConntrackGroups.All, Host.Namespace);
        var tuple = $"-p udp -s {source} -d {destination} --sport 1000 --dport 53";
        Host.Run($"conntrack -I {tuple} -t 1000 -m 7 && conntrack -U {tuple} -m 8");
        var listed = conntrack.ListFlows().Single();
        Host.Run($"conntrack -D {tuple}");

        var seen = await ReadUntil(watcher, static change => change is ConntrackEvent.FlowEnded);

        Assert.That(seen.Select(static change => change.GetType().Name), Is.EqualTo([nameof(ConntrackEvent.FlowBegun), nameof(ConntrackEvent.FlowChanged), nameof(ConntrackEvent.FlowEnded)]));
        var begun = ((ConntrackEvent.FlowBegun)seen[0]).Flow;
        var changed = ((ConntrackEvent.FlowChanged)seen[1]).Flow;
        var ended = ((ConntrackEvent.FlowEnded)seen[2]).Flow;
        var expected = ConntrackTuple.ForPorts(IpProtocol.Udp, new IPEndPoint(IPAddress.Parse(source), 1000), new IPEndPoint(IPAddress.Parse(destination), 53));
        Assert.That(new[] { begun, changed, ended }.Select(static flow => flow.Original), Is.All.EqualTo(expected));
        Assert.That(new[] { begun, changed, ended }.Select(static flow => flow.Id), Is.All.EqualTo(listed.Id));
        Assert.That((begun.Mark, changed.Mark, ended.Mark), Is.EqualTo((7u, 8u, 8u)));
    }

    [TestCase("1", new[] { "10.0.0.1", "10.0.0.3" })]
    [TestCase("2", new[] { "10.0.0.3" })]
    public async Task Flows_that_began_unwatched_are_announced_only_when_the_kernel_is_told_to(string setting, string[] announced)
    {
        Host.Namespace.WriteSysctl(new SysctlPath("net/netfilter/nf_conntrack_events"), setting);
        Host.Run("conntrack -I -p udp -s 10.0.0.1 -d 10.0.0.2 --sport 1000 --dport 53 -t 1000");
        using var watcher = ConntrackWatcher.Open(ConntrackGroups.Ended, Host.Namespace);
        Host.Run("conntrack -I -p udp -s 10.0.0.3 -d 10.0.0.2 --sport 1000 --dport 53 -t 1000");
        Host.Run("conntrack -D -s 10.0.0.1 && conntrack -D -s 10.0.0.3");

        var seen = await ReadUntil(watcher, static change => change is ConntrackEvent.FlowEnded { Flow.Original.Source: var source } && source.Equals(IPAddress.Parse("10.0.0.3")));

        Assert.That(seen.Select(static change => ((ConntrackEvent.FlowEnded)change).Flow.Original.Source.ToString()), Is.EqualTo(announced));
    }

    [Test]
    public async Task Only_the_groups_asked_for_are_announced()
    {
        using var watcher = ConntrackWatcher.Open(ConntrackGroups.Ended, Host.Namespace);
        using var conntrack = ConntrackConnection.Open(Host.Namespace);
        for (var i = 0; i < 3; i++)
        {
            Host.Run($"conntrack -I -p udp -s 10.0.0.1 -d 10.0.0.2 --sport {1000 + i} --dport 53 -t 1000");
        }

        Assert.That(conntrack.DeleteFlows(ConntrackFilter.ForAddress(IPAddress.Parse("10.0.0.1"))), Is.EqualTo(3));

        var seen = new List<ConntrackEvent>();
        await foreach (var change in watcher.ReadAllAsync())
        {
            seen.Add(change);
            if (seen.Count == 3)
            {
                break;
            }
        }

        Assert.That(seen, Is.All.TypeOf<ConntrackEvent.FlowEnded>());
        Assert.That(() => ConntrackWatcher.Open(ConntrackGroups.None), Throws.ArgumentException);
        Assert.That(() => ConntrackWatcher.Open((ConntrackGroups)8), Throws.ArgumentException);
    }

    [Test]
    public async Task A_storm_into_a_small_queue_is_an_overrun_after_which_events_are_complete_again()
    {
        using var watcher = ConntrackWatcher.Open(ConntrackGroups.All, Host.Namespace, new WatchOptions { KernelReceiveBuffer = 1 });
        using var conntrack = ConntrackConnection.Open(Host.Namespace);
        var file = Host.Path + "-flows";
        File.WriteAllLines(file, Enumerable.Range(0, 200).Select(static i => $"-I -p udp -s 10.9.0.{i} -d 10.0.0.2 --sport 1000 --dport 5353 -t 1000"));
        Host.Run($"conntrack -R {file}");
        File.Delete(file);

        var seen = await ReadUntil(watcher, static change => change is ConntrackEvent.Overrun);
        Assert.That(((ConntrackEvent.Overrun)seen[^1]).Reason, Is.EqualTo(EventLoss.QueueFull));
        Assert.That(conntrack.GetUsage().Flows, Is.EqualTo(200));

        Host.Run("conntrack -I -p udp -s 10.8.0.1 -d 10.0.0.2 --sport 1000 --dport 53 -t 1000");
        var after = await ReadUntil(watcher, static change => change is ConntrackEvent.FlowBegun);
        Assert.That(((ConntrackEvent.FlowBegun)after.Single()).Flow.Original.Source, Is.EqualTo(IPAddress.Parse("10.8.0.1")));
    }

    [Test]
    public async Task Cancellation_and_disposal_while_idle_are_prompt()
    {
        var watcher = ConntrackWatcher.Open(ConntrackGroups.All, Host.Namespace);
        using var cancel = new CancellationTokenSource();
        var reading = ReadUntil(watcher, static _ => false, cancel.Token);
        await Task.Delay(50);
        var start = Stopwatch.GetTimestamp();
        await cancel.CancelAsync();
        Assert.That(async () => await reading, Throws.InstanceOf<OperationCanceledException>());

        var again = ReadUntil(watcher, static _ => false);
        watcher.Dispose();
        Assert.That(await again, Is.Empty);
        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(2)));
    }

    private static async Task<List<ConntrackEvent>> ReadUntil(ConntrackWatcher watcher, Func<ConntrackEvent, bool> last, CancellationToken cancellationToken = default)
    {
        var seen = new List<ConntrackEvent>();
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
}

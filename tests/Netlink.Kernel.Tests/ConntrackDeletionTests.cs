using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NetController.Netlink.Conntrack;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>Those flows are found and deleted that are meant, and no others.</summary>
public sealed class ConntrackDeletionTests : ConntrackKernelTest
{
    [Test]
    public void A_flow_is_found_and_deleted_by_either_of_its_tuples()
    {
        MakeFlows();
        var flows = Conntrack.ListFlows();
        foreach (var flow in flows)
        {
            Assert.That(Conntrack.FindFlow(flow.Original, flow.Zone)!.Id, Is.EqualTo(flow.Id), flow.Original.ToString());
            Assert.That(Conntrack.FindFlow(flow.Reply, flow.Zone)!.Id, Is.EqualTo(flow.Id), flow.Reply.ToString());
            Assert.That(Conntrack.DeleteFlow(flow.Original, flow.Zone, flow.Id + 1), Is.False, "another flow has taken its place");
            Assert.That(Conntrack.FindFlow(flow.Original, flow.Zone), Is.Not.Null);
            Assert.That(Conntrack.DeleteFlow(flow), Is.True);
            Assert.That(Conntrack.DeleteFlow(flow), Is.False, "absent is done");
            Assert.That(Conntrack.FindFlow(flow.Original, flow.Zone), Is.Null);
        }

        Assert.That(Conntrack.GetUsage().Flows, Is.Zero);
    }

    [Test]
    public void A_flow_is_changed_by_either_of_its_tuples()
    {
        MakeFlows();
        foreach (var flow in Conntrack.ListFlows())
        {
            Assert.That(Conntrack.UpdateFlow(flow.Original, new ConntrackUpdate { Mark = 0xab }, flow.Zone), Is.True);
            Assert.That(Conntrack.UpdateFlow(flow.Reply, new ConntrackUpdate { Mark = 0x30, MarkMask = 0xf0, Timeout = TimeSpan.FromSeconds(500) }, flow.Zone), Is.True);
            var changed = Conntrack.FindFlow(flow.Original, flow.Zone)!;
            Assert.That((changed.Id, changed.Mark), Is.EqualTo((flow.Id, 0x3bu)), "the other bits stay");
            Assert.That(changed.Timeout!.Value.TotalSeconds, Is.EqualTo(500).Within(20));
        }

        var absent = ConntrackTuple.ForPorts(IpProtocol.Udp, IPEndPoint.Parse("10.99.0.1:1"), IPEndPoint.Parse("10.99.0.2:2"));
        Assert.That(Conntrack.UpdateFlow(absent, new ConntrackUpdate { Mark = 1 }), Is.False, "none is made");
        Assert.That(Conntrack.GetUsage().Flows, Is.EqualTo(16));
    }

    [Test]
    public void Deleting_by_filter_deletes_those_and_no_others()
    {
        MakeFlows();
        var before = RowsOfConntrack("");
        var doomed = RowsOfConntrack("-p udp --orig-port-dst 53");

        var deleted = Conntrack.DeleteFlows(ConntrackFilter.ForPublishedPort(IpProtocol.Udp, 53));

        Assert.That(deleted, Is.EqualTo(doomed.Count).And.GreaterThan(2));
        Assert.That(RowsOfConntrack(""), Is.EquivalentTo(before.Except(doomed)));
        Assert.That(Conntrack.DeleteFlows(ConntrackFilter.ForPublishedPort(IpProtocol.Udp, 53)), Is.Zero);
    }

    [Test]
    public void Deleting_an_IPv6_address_spares_the_others()
    {
        MakeFlows();
        var spared = RowsOfConntrack("").Where(static row => !row.Contains("fd00::1 ", StringComparison.Ordinal)).ToList();

        Assert.That(Conntrack.DeleteFlows(ConntrackFilter.ForAddress(IPAddress.Parse("fd00::1"))), Is.EqualTo(16 - spared.Count).And.Positive);

        Assert.That(RowsOfConntrack(""), Is.EquivalentTo(spared));
    }

    [Test]
    public void Thousands_are_deleted_by_filter_and_those_that_vanish_meanwhile_are_done()
    {
        MakeMany(3000);
        using var other = ConntrackConnection.Open(Host.Namespace);
        var filter = new ConntrackFilter { Protocol = IpProtocol.Udp, OriginalSource = IPNetwork.Parse("10.9.0.0/16") };
        Assert.That(Conntrack.CountFlows(filter), Is.EqualTo(3000));

        var theirs = 0;
        var competitor = new Thread(() => theirs = other.DeleteFlows(filter));
        competitor.Start();
        var ours = Conntrack.DeleteFlows(filter);
        competitor.Join();

        Assert.That(ours + theirs, Is.EqualTo(3000), $"{ours} and {theirs}");
        Assert.That(Conntrack.GetUsage().Flows, Is.Zero);
    }

    [Test]
    public void Flushing_a_family_spares_the_other()
    {
        MakeFlows();
        var rest = RowsOfConntrack("-f ipv4");

        Conntrack.Flush(AddressFamily.InterNetworkV6);
        Assert.That(RowsOfConntrack(""), Is.EquivalentTo(rest));

        Conntrack.Flush();
        Assert.That(Conntrack.ListFlows(), Is.Empty);
    }

    [Test]
    [Category("Exhaustive")]
    public void Times_are_printed_for_reference()
    {
        const int Count = 20_000;
        MakeMany(Count);
        Host.Run("conntrack -I -p udp -s 10.0.0.1 -d 10.0.0.2 --sport 1000 --dport 53 -t 1000");
        var visitor = default(Nothing);
        Print($"list {Count} flows", () => Conntrack.ListFlows());
        Print($"look at {Count} flows", () => Conntrack.VisitFlows(ref visitor));
        Print("list one by IPv4 address and port", () => Conntrack.ListFlows(ConntrackFilter.ForPublishedPort(IpProtocol.Udp, 53, IPAddress.Parse("10.0.0.2"))));
        Print("list one by port in both families", () => Conntrack.ListFlows(ConntrackFilter.ForPublishedPort(IpProtocol.Udp, 53)));
        Print("delete one by port in both families", () => Conntrack.DeleteFlows(ConntrackFilter.ForPublishedPort(IpProtocol.Udp, 53)));
        Print($"delete {Count} by port", () => Conntrack.DeleteFlows(ConntrackFilter.ForPublishedPort(IpProtocol.Udp, 5353)));
        Assert.That(Conntrack.GetUsage().Flows, Is.Zero);
        MakeMany(Count);
        Print($"conntrack -D of {Count} by port", () => Host.Run("conntrack -D -p udp --orig-port-dst 5353 >/dev/null 2>&1"));
        MakeMany(Count);
        Print($"flush {Count}", () => Conntrack.Flush());

        static void Print(string what, Action act)
        {
            var start = Stopwatch.GetTimestamp();
            act();
            TestContext.Out.WriteLine($"{what}: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F1} ms");
        }
    }

    private readonly struct Nothing : IConntrackVisitor
    {
        public void Begin()
        {
        }

        public void Visit(ConntrackFlowView flow)
        {
        }
    }
}

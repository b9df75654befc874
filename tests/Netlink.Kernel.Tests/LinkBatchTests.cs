using System.Diagnostics;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>Several links at once: made, changed and deleted together, with each failure at its place.</summary>
public sealed class LinkBatchTests : KernelTest
{
    [Test]
    public void Many_links_are_made_and_the_failures_told_apart()
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0"));
        LinkSpec[] specs =
        [
            .. Enumerable.Range(0, 40).Select(i => new VethSpec($"a{i}", $"b{i}") { Master = bridge.Index, Alias = $"number {i}", IsUp = true }),
            new BridgeSpec("br0"), new RawLinkSpec("x0", "nosuchkind"), new BridgeSpec("br1"),
        ];

        var result = Host.Route.CreateLinks(specs);

        Assert.That(result.Failures.Select(static f => (f.Position, f.Reason.Errno)), Is.EqualTo(new[] { (40, Errno.EEXIST), (41, Errno.EOPNOTSUPP) }));
        Assert.That(result.Failures[0].Reason.Operation, Is.EqualTo("link add br0 type bridge"));
        Assert.That(result.Links.Select(static l => l?.Name), Is.EqualTo(specs.Select(static (s, i) => i is 40 or 41 ? null : s.Name)));
        foreach (var link in result.Links.OfType<Link>())
        {
            Assert.That(link, Is.EqualTo(Host.Route.GetLink(link.Index)).Or.Property(nameof(Link.OperationalState)).Not.EqualTo(Host.Route.GetLink(link.Index).OperationalState));
        }

        Assert.That((result.Links[7]!.Alias, result.Links[7]!.Master, result.Links[7]!.IsUp), Is.EqualTo(("number 7", (LinkIndex?)bridge.Index, true)));
    }

    [Test]
    public void Nothing_is_left_of_a_link_that_could_not_be_completed()
    {
        var first = Host.Route.CreateLinks(new BridgeSpec("br0"), new VethSpec("a", "b") { Master = new LinkIndex(1) });
        Assert.That(first.Failures.Single().Position, Is.EqualTo(1));
        Assert.That(Host.Route.ListLinks().Select(static l => l.Name), Is.EquivalentTo(new[] { "lo", "br0" }));
    }

    [Test]
    public void Changes_go_together_and_each_failure_is_told()
    {
        var links = Host.Route.CreateLinks([.. Enumerable.Range(0, 5).Select(static i => new BridgeSpec($"br{i}"))]).GetLinks();
        LinkChange[] changes = [.. links.Select(static l => new LinkChange(l.Index, new LinkUpdate { IsUp = true, Mtu = 1400 })), new(new LinkIndex(4711), new LinkUpdate { IsUp = true })];
        changes[2] = new LinkChange(links[2].Index, new LinkUpdate { Mtu = 70_000 });

        var failures = Host.Route.UpdateLinks(changes);

        Assert.That(failures.Select(static f => (f.Position, f.Reason.Errno)), Is.EqualTo(new[] { (2, Errno.EINVAL), (5, Errno.ENODEV) }));
        Assert.That(failures[0].Reason.KernelMessage, Does.Contain("mtu greater"));
        Assert.That(Host.Route.ListLinks(new LinkFilter { Kind = "bridge" }).Select(static l => l.Mtu), Is.EqualTo(new[] { 1400, 1400, 1500, 1400, 1400 }));
    }

    [Test]
    public void Links_are_deleted_together_in_about_the_time_of_one()
    {
        var links = Host.Route.CreateLinks([.. Enumerable.Range(0, 30).Select(static i => new VethSpec($"a{i}", $"b{i}"))]).GetLinks();
        LinkIndex[] both = [.. links.Select(static l => l.Index), links[0].Parent!.Value];
        var one = Host.Route.CreateLink(new BridgeSpec("one"));

        var start = Stopwatch.GetTimestamp();
        Host.Route.DeleteLink(one.Index);
        var alone = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        Assert.That(Host.Route.DeleteLinks(both), Is.Empty);
        var together = Stopwatch.GetElapsedTime(start);

        Assert.That(Host.Route.ListLinks().Select(static l => l.Name), Is.EqualTo(new[] { "lo" }));
        TestContext.Out.WriteLine($"one {alone.TotalMilliseconds:F1} ms, thirty pairs {together.TotalMilliseconds:F1} ms");
        Assert.That(together, Is.LessThan((10 * alone) + TimeSpan.FromMilliseconds(100)), "not one after another");
    }

    [Test]
    public void What_cannot_be_deleted_stays_as_it_was_and_the_others_go()
    {
        var (one, two) = (Host.Route.CreateLink(new BridgeSpec("br0")).Index, Host.Route.CreateLink(new VethSpec("a", "b") { Group = 5 }).Index);
        var peer = Host.Route.FindLink("b")!.Index;
        var lo = new LinkIndex(1);

        var failures = Host.Route.DeleteLinks(one, lo, new LinkIndex(4711), two, peer);

        Assert.That(failures.Select(static f => (f.Position, f.Reason.Errno)), Is.EqualTo(new[] { (1, Errno.EOPNOTSUPP), (2, Errno.ENODEV) }));
        Assert.That(failures[1].Reason.Operation, Is.EqualTo("link delete dev #4711"));
        Assert.That(Host.Route.ListLinks().Select(static l => (l.Name, l.Group)), Is.EqualTo(new[] { ("lo", 0) }));
    }
}

using System.Text.Json;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

public sealed class LinkTests : KernelTest
{
    private static readonly HardwareAddress Mac = HardwareAddress.Parse("02:42:0a:00:00:01");

    [Test]
    public void A_bridge_is_made_with_all_its_properties()
    {
        var settings = new BridgeSettings { SpanningTree = true, ForwardDelay = TimeSpan.FromSeconds(2), MulticastSnooping = false, Priority = 4096 };
        var made = Host.Route.CreateLink(new BridgeSpec("br0")
        {
            Mtu = 1400, HardwareAddress = Mac, Alias = "netctl:test", Group = 7, IsUp = true, TxQueueLength = 500, Settings = settings,
        });

        Assert.That(made, Is.EqualTo(Host.Route.GetLink(made.Index)));
        Assert.Multiple(() =>
        {
            Assert.That(made.Kind, Is.EqualTo("bridge"));
            Assert.That(made.IsUp, Is.True);
            Assert.That(made.Alias, Is.EqualTo("netctl:test"));
            Assert.That(made.Group, Is.EqualTo(7));
            Assert.That(made.Data, Is.InstanceOf<BridgeData>().With.Property(nameof(BridgeData.SpanningTree)).True
                .And.Property(nameof(BridgeData.ForwardDelay)).EqualTo(TimeSpan.FromSeconds(2))
                .And.Property(nameof(BridgeData.MulticastSnooping)).False
                .And.Property(nameof(BridgeData.Priority)).EqualTo(4096));
        });
        AssertSameAsIp();
    }

    [Test]
    public void A_veth_is_made_with_its_peer_in_another_namespace()
    {
        var sandbox = NewNamespace();
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0") { IsUp = true });
        var near = Host.Route.CreateLink(new VethSpec("ncv1", "eth0")
        {
            Master = bridge.Index, IsUp = true, Mtu = 1400, Alias = "near", PeerNamespace = sandbox.Namespace, PeerHardwareAddress = Mac,
        });
        sandbox.Route.UpdateLink(sandbox.Route.FindLink("eth0")!.Index, new LinkUpdate { IsUp = true });
        var far = sandbox.Route.FindLink("eth0");

        Assert.That(far, Is.Not.Null);
        Assert.Multiple(() =>
        {
            Assert.That(near.Master, Is.EqualTo(bridge.Index));
            Assert.That(near.Alias, Is.EqualTo("near"));
            Assert.That(near.Parent, Is.EqualTo(far!.Index));
            Assert.That(near.ParentNamespaceId, Is.Not.Null);
            Assert.That(far.HardwareAddress, Is.EqualTo(Mac));
            Assert.That(far.Mtu, Is.EqualTo(1400), "the peer takes the MTU of the near end");
            Assert.That(far.OperationalState, Is.EqualTo(OperationalState.Up));
            Assert.That(Host.Route.FindLink("eth0"), Is.Null);
        });
        AssertSameAsIp();
    }

    [Test]
    public void An_update_changes_everything_in_one_request()
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0"));
        var veth = Host.Route.CreateLink(new VethSpec("a", "b"));
        Host.Route.UpdateLink(veth.Index, new LinkUpdate
        {
            Name = "renamed", Mtu = 1300, HardwareAddress = Mac, Master = bridge.Index, Alias = "x", Group = 5, TxQueueLength = 9, IsUp = true,
        });

        var updated = Host.Route.GetLink(veth.Index);
        Assert.That((updated.Name, updated.Mtu, updated.HardwareAddress, updated.Master, updated.Alias, updated.Group, updated.TxQueueLength, updated.IsUp),
            Is.EqualTo(("renamed", 1300, Mac, (LinkIndex?)bridge.Index, "x", 5, 9, true)));

        Host.Route.UpdateLink(veth.Index, new LinkUpdate { Master = LinkIndex.None, Alias = "", IsUp = false });
        updated = Host.Route.GetLink(veth.Index);
        Assert.That((updated.Master, updated.Alias, updated.IsUp), Is.EqualTo(((LinkIndex?)null, (string?)null, false)));
    }

    [Test]
    public void Settings_of_bridge_and_port_change()
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0"));
        var port = Host.Route.CreateLink(new VethSpec("a", "b") { Master = bridge.Index });
        Host.Route.UpdateLink(bridge.Index, new LinkUpdate { Settings = new BridgeSettings { AgeingTime = TimeSpan.FromSeconds(10), GroupForwardMask = 8 } });
        Host.Route.UpdateLink(port.Index, new LinkUpdate { PortSettings = new BridgePortSettings { Hairpin = true, Isolated = true, Learning = false, UnicastFlood = false } });

        Assert.That(Host.Route.GetLink(bridge.Index).Data, Is.InstanceOf<BridgeData>()
            .With.Property(nameof(BridgeData.AgeingTime)).EqualTo(TimeSpan.FromSeconds(10)).And.Property(nameof(BridgeData.GroupForwardMask)).EqualTo(8));
        var data = (BridgePortData)Host.Route.GetLink(port.Index).PortData!;
        Assert.That((data.Hairpin, data.Isolated, data.Learning, data.UnicastFlood), Is.EqualTo((true, true, false, false)));
    }

    [Test]
    public void A_link_moves_to_another_namespace_under_a_new_name()
    {
        var sandbox = NewNamespace();
        var veth = Host.Route.CreateLink(new VethSpec("a", "b"));
        Host.Route.UpdateLink(veth.Index, new LinkUpdate { Namespace = sandbox.Namespace, Name = "eth7" });

        Assert.That(Host.Route.FindLink("a"), Is.Null);
        Assert.That(sandbox.Route.FindLink("eth7"), Is.Not.Null);
    }

    [Test]
    public void Lists_are_filtered_by_kind_and_master()
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0"));
        var port = Host.Route.CreateLink(new VethSpec("a", "b") { Master = bridge.Index });

        Assert.Multiple(() =>
        {
            Assert.That(Host.Route.ListLinks().Select(l => l.Name), Is.EquivalentTo(new[] { "lo", "br0", "a", "b" }));
            Assert.That(Host.Route.ListLinks(new LinkFilter { Kind = "veth" }).Select(l => l.Name), Is.EquivalentTo(new[] { "a", "b" }));
            Assert.That(Host.Route.ListLinks(new LinkFilter { Master = bridge.Index }).Select(l => l.Index), Is.EqualTo(new[] { port.Index }));
            Assert.That(Host.Route.ListLinks(new LinkFilter { Kind = "nosuchkind" }), Is.Empty);
        });
    }

    [Test]
    public void A_group_is_deleted_at_once()
    {
        for (var i = 0; i < 20; i++)
        {
            Host.Route.CreateLink(new VethSpec($"a{i}", $"b{i}") { Group = 42 });
        }

        Host.Route.DeleteLinkGroup(42);
        Assert.That(Host.Route.ListLinks().Select(l => l.Name), Is.EqualTo(new[] { "lo" }));
        Assert.That(() => Host.Route.DeleteLinkGroup(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_deleted_link_is_gone_and_deleting_it_again_says_so()
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0"));
        Host.Route.DeleteLink(bridge.Index);

        Assert.That(Host.Route.FindLink("br0"), Is.Null);
        Assert.That(Host.Route.FindLink(bridge.Index), Is.Null);
        Assert.That(() => Host.Route.DeleteLink(bridge.Index), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.ENODEV));
        Assert.That(() => Host.Route.GetLink(bridge.Index), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.ENODEV));
    }

    /// <summary>Everything this library reads of the host's links is what <c>ip -d -j link</c> reads.</summary>
    private void AssertSameAsIp()
    {
        using var document = JsonDocument.Parse(Host.Run("ip -d -j link"));
        var names = Host.Route.ListLinks().ToDictionary(l => l.Index, l => l.Name);
        var expected = document.RootElement.EnumerateArray().Select(static e => Row(
            e.GetProperty("ifindex").GetInt32(), Text(e, "ifname"), e.GetProperty("mtu").GetInt32(), Text(e, "address"), Text(e, "operstate"), Text(e, "master"),
            Text(e, "ifalias"), e.TryGetProperty("linkinfo", out var info) ? Text(info, "info_kind") : "", e.GetProperty("txqlen").GetInt32(),
            e.GetProperty("flags").EnumerateArray().Any(static f => f.GetString() == "UP")));
        var actual = Host.Route.ListLinks().Select(l => Row(
            l.Index.Value, l.Name, l.Mtu, l.HardwareAddress.ToString(), l.OperationalState.ToString().ToUpperInvariant(), l.Master is { } m ? names[m] : "", l.Alias ?? "",
            l.Kind, l.TxQueueLength, l.IsUp));
        Assert.That(actual, Is.EqualTo(expected));
    }

    private static string Row(params object[] cells) => string.Join(" | ", cells);

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString()! : "";
}

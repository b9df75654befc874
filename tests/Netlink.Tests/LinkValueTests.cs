using System.Net;

namespace NetController.Netlink.Tests;

/// <summary>What cannot be is refused before anything is sent, with the rule that it breaks.</summary>
public sealed class LinkValueTests
{
    private static readonly LinkIndex Two = new(2);

    private static IEnumerable<TestCaseData> Impossible()
    {
        yield return Case("an MTU below what Ethernet can have", static () => new BridgeSpec("b") { Mtu = 67 }, "68 to 65535");
        yield return Case("an MTU above it", static () => new VethSpec("a", "b") { Mtu = 65_536 }, "68 to 65535");
        yield return Case("an MTU of the far end", static () => new VethSpec("a", "b") { PeerMtu = 1 }, "68 to 65535");
        yield return Case("an MTU below that of a VRF", static () => new VrfSpec("v", new RouteTable(5)) { Mtu = 1279 }, "1280 to 65575");
        yield return Case("a negative MTU", static () => new LinkUpdate { Mtu = -1 }, "0 to");
        yield return Case("a negative group", static () => new LinkUpdate { Group = -1 }, "0 to");
        yield return Case("a negative queue length", static () => new DummySpec("d") { TxQueueLength = -1 }, "0 to");
        yield return Case("no queues", static () => new DummySpec("d") { TxQueues = 0 }, "1 to 4096");
        yield return Case("too many queues", static () => new VethSpec("a", "b") { PeerRxQueues = 4097 }, "1 to 4096");
        yield return Case("an index of nothing", static () => new DummySpec("d") { Index = LinkIndex.None }, "begin at 1");
        yield return Case("a parent that is none", static () => new MacvlanSpec("m", LinkIndex.None), "begin at 1");
        yield return Case("a mode that is none", static () => new MacvlanSettings { Mode = (MacvlanMode)3 }, "MacvlanMode");
        yield return Case("a VLAN of 4095", static () => new VlanSpec("v", Two, 4095), "0 to 4094");
        yield return Case("a protocol that tags nothing", static () => new VlanSpec("v", Two, 1) { Protocol = (VlanProtocol)0x800 }, "VlanProtocol");
        yield return Case("a VNI of 25 bits", static () => new VxlanSpec("v", 0x100_0000), "0 to 16777215");
        yield return Case("a UDP port of 0", static () => new VxlanSettings { Port = 0 }, "1 to 65535");
        yield return Case("a flow label of 21 bits", static () => new VxlanSettings { FlowLabel = 0x10_0000 }, "0 to 1048575");
        yield return Case("a VRF without a table", static () => new VrfSpec("v", default), "at least 1");
        yield return Case("a kind without a name", static () => new RawLinkSpec("x", ""), "1 to 55");
        yield return Case("settings that are no attributes", static () => new RawLinkSpec("x", "geneve") { Data = [200, 0, 1, 0] }, "not whole attributes");
        yield return Case("a name of a raw link", static () => new RawLinkSpec("x/y", "geneve"), "holds \"/\"");
        yield return Case("a hello time of 11 s", static () => new BridgeSettings { HelloTime = TimeSpan.FromSeconds(11) }, "00:00:10");
        yield return Case("a maximum age of 5 s", static () => new BridgeSettings { MaxAge = TimeSpan.FromSeconds(5) }, "00:00:06");
        yield return Case("a negative ageing time", static () => new BridgeSettings { AgeingTime = TimeSpan.FromSeconds(-1) }, "00:00:00");
        yield return Case("a default VLAN of 4095", static () => new BridgeSettings { VlanDefaultPvid = 4095 }, "0 to 4094");
        yield return Case("pause frames forwarded", static () => new BridgeSettings { GroupForwardMask = 2 }, "lowest three bits");
        yield return Case("a group address of other frames", static () => new BridgeSettings { GroupAddress = HardwareAddress.Parse("01:80:c2:00:00:01") }, "01:80:c2:00:00:04");
        yield return Case("IGMP 1", static () => new BridgeSettings { IgmpVersion = 1 }, "2 to 3");
        yield return Case("a port priority of 64", static () => new BridgePortSettings { Priority = 64 }, "0 to 63");
        yield return Case("a port cost of 0", static () => new BridgePortSettings { Cost = 0 }, "1 to 65535");
        yield return Case("a bridge VLAN of 0", static () => new BridgeVlan(0), "1 to 4094");
        yield return Case("a range of VLANs that ends before it begins", static () => new BridgeVlan(9, 8), "9 to 4094");
        yield return Case("a tun device without a name", static () => new TunSpec("", TunMode.Tap), "empty");
        yield return Case("a tun device of no mode", static () => new TunSpec("t", 0), "TunMode");
    }

    private static IEnumerable<TestCaseData> ImpossibleTogether()
    {
        yield return Case("addresses of two families", static () => Send(new VxlanSettings { Remote = IPAddress.Parse("10.0.0.1"), Local = IPAddress.IPv6Loopback }), "one family");
        yield return Case("a multicast group that is joined nowhere", static () => Send(new VxlanSettings { Remote = IPAddress.Parse("239.1.1.1") }), "joined on a link");
        yield return Case("a multicast group of IPv6 that is joined nowhere", static () => Send(new VxlanSettings { Remote = IPAddress.Parse("ff02::1") }), "joined on a link");
        yield return Case("a multicast group to send from", static () => Send(new VxlanSettings { Local = IPAddress.Parse("224.0.0.1") }), "multicast");
        yield return Case("ports from high to low", static () => Send(new VxlanSettings { SourcePorts = new VxlanPortRange(2, 1) }), "no range");
    }

    [TestCaseSource(nameof(Impossible))]
    [TestCaseSource(nameof(ImpossibleTogether))]
    public void It_is_refused_with_the_rule(Func<object> act, string rule) => Assert.That(() => act(), Throws.InstanceOf<ArgumentException>().With.Message.Contains(rule));

    [TestCase("")]
    [TestCase("a b")]
    [TestCase("a/b")]
    public void An_impossible_alternative_name_is_refused(string name)
    {
        var kernel = new FakeKernel();
        using var route = new RouteConnection(kernel.Socket());
        Assert.Multiple(() =>
        {
            Assert.That(() => route.FindLinkByAlternativeName(name), Throws.ArgumentException);
            Assert.That(() => route.AddAlternativeNames(Two, "good", name), Throws.ArgumentException);
            Assert.That(() => route.DeleteAlternativeNames(Two, new string('x', 128)), Throws.ArgumentException.With.Message.Contains("128 bytes"));
            Assert.That(() => route.AddAlternativeNames(Two), Throws.ArgumentException);
            Assert.That(kernel.Sent, Is.Empty);
        });
    }

    [Test]
    public void A_refusal_leaves_the_connection_usable()
    {
        var kernel = new FakeKernel().Answer(FakeKernel.Acknowledgement(1));
        using var route = new RouteConnection(kernel.Socket());

        Assert.That(() => route.CreateLink(new VxlanSpec("v", 1) { Settings = new VxlanSettings { Remote = IPAddress.Parse("ff02::1") } }), Throws.ArgumentException);
        route.UpdateLink(Two, new LinkUpdate { IsUp = true });

        Assert.That(kernel.Sent, Has.Count.EqualTo(1), "nothing of the refused request was sent");
    }

    [Test]
    public void Lists_of_values_are_equal_by_content()
    {
        ValueList<string> one = ["a", "b"];
        ValueList<string> other = ["a", "b"];
        Assert.That(one == other, Is.True);
        Assert.That(one != ["b", "a"], Is.True);
        Assert.That(one.GetHashCode(), Is.EqualTo(other.GetHashCode()));
        Assert.That(one.ToString(), Is.EqualTo("a b"));
        Assert.That(default(ValueList<string>), Is.EqualTo((ValueList<string>)[]));
        Assert.That(default(ValueList<string>).ToList(), Is.Empty);
    }

    [Test]
    public void Raw_specifications_are_equal_by_content()
    {
        static RawLinkSpec Make(byte value) => new("x", "geneve") { Data = [5, 0, 1, 0, value, 0, 0, 0] };
        static RawLinkSettings MakeSettings(byte value) => new("geneve", [5, 0, 1, 0, value, 0, 0, 0]);
        var (spec, settings) = (Make(1), MakeSettings(1));
        Assert.That((Make(1), MakeSettings(1)), Is.EqualTo((spec, settings)));
        Assert.That((Make(2) == spec, MakeSettings(2) == settings), Is.EqualTo((false, false)));
    }

    [Test]
    public void A_link_described_by_hand_holds_what_it_was_given()
    {
        var link = new Link { Master = Two, Parent = new LinkIndex(3), ParentNamespaceId = 0, Details = new LinkDetails { AlternativeNames = ["x"] }, Statistics = new LinkStatistics { RxBytes = 5 } };
        Assert.That((link.Master, link.Parent, link.ParentNamespaceId), Is.EqualTo(((LinkIndex?)Two, (LinkIndex?)new LinkIndex(3), (int?)0)));
        Assert.That((link.Details!.AlternativeNames.Count, link.Statistics!.RxBytes), Is.EqualTo((1, 5ul)));
        Assert.That(link with { Details = null, Statistics = null, Master = null, Parent = null, ParentNamespaceId = null }, Is.Not.EqualTo(link));
        Assert.That((link with { ParentNamespaceId = -1 }).ParentNamespaceId, Is.EqualTo(-1));
        Assert.That(link with { Details = new LinkDetails { AlternativeNames = ["x"] } }, Is.EqualTo(link));
        var bare = new Link();
        Assert.That(bare with { Details = link.Details } with { Details = null }, Is.EqualTo(bare));
        Assert.That((bare.Master, bare.Parent, bare.ParentNamespaceId, bare.Details, bare.Statistics), Is.EqualTo(((LinkIndex?)null, (LinkIndex?)null, (int?)null, (LinkDetails?)null, (LinkStatistics?)null)));
    }

    [Test]
    public void A_kind_that_is_not_known_is_kept_raw()
    {
        byte[] data = [8, 0, 1, 0, 42, 0, 0, 0];
        byte[] info = [.. FakeKernel.Attribute(1, "geneve\0"u8), .. FakeKernel.Attribute(2, data)];
        byte[] payload = [0, 0, 1, 0, .. BitConverter.GetBytes(5), .. new byte[8], .. FakeKernel.Attribute(3, "x0\0"u8), .. FakeKernel.Attribute(18, info)];
        using var route = new RouteConnection(new FakeKernel().Answer(FakeKernel.Message(16, 0, 1, payload)).Socket());

        var link = route.FindLink("x0")!;

        Assert.That(link.Kind, Is.EqualTo("geneve"));
        Assert.That(link.Data, Is.EqualTo(new RawLinkData("geneve", [.. data])));
        Assert.That(new RawLinkSpec("y0", link.Kind) { Data = ((RawLinkData)link.Data!).Bytes }.Data, Is.EqualTo(data), "it can be made again from what was read");
    }

    [Test]
    public void Statistics_of_an_older_kernel_have_fewer_counters()
    {
        byte[] counters = [.. Enumerable.Range(1, 23).SelectMany(static i => BitConverter.GetBytes((ulong)i))];
        byte[] payload = [0, 0, 1, 0, .. BitConverter.GetBytes(5), .. new byte[8], .. FakeKernel.Attribute(23, counters)];
        using var route = new RouteConnection(new FakeKernel().Answer(FakeKernel.Message(16, 0, 1, payload)).Socket());

        var statistics = route.FindLink(new LinkIndex(5), LinkParts.Statistics)!.Statistics!;

        Assert.That((statistics.RxPackets, statistics.TxCompressed, statistics.RxNoHandler), Is.EqualTo((1ul, 23ul, 0ul)));
    }

    private static TestCaseData Case(string name, Func<object> act, string rule) => new TestCaseData(act, rule).SetArgDisplayNames(name);

    private static Link Send(VxlanSettings settings)
    {
        using var route = new RouteConnection(new FakeKernel().Socket());
        return route.CreateLink(new VxlanSpec("v", 1) { Settings = settings });
    }
}

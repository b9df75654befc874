using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>What all links have beyond the usual: details, counters, alternative names, flags, address generation, namespaces.</summary>
public sealed class LinkPropertyTests : KernelTest
{
    [Test]
    public void Details_are_what_ip_shows()
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0") { IsUp = true });
        Host.Route.CreateLink(new VethSpec("a", "b") { Master = bridge.Index, IsUp = true, TxQueues = 3, RxQueues = 2, PeerTxQueues = 4, PeerRxQueues = 1, Alias = "mine", Group = 9 });
        Host.Route.CreateLink(new VxlanSpec("vx0", 5) { Settings = new VxlanSettings { Port = 4789 } });
        if (TunTests.MayOpen())
        {
            TunDevice.Create(new TunSpec("tun0", TunMode.Tun), Host.Namespace);
        }

        Host.Route.AddAlternativeNames(Host.Route.FindLink("b")!.Index, "x", "a-name-of-more-than-fifteen-bytes");

        foreach (var link in Host.Route.ListLinks(null, LinkParts.Details))
        {
            LinkJson.AssertSame(LinkJson.Show(Host, link.Name), LinkJson.Details(link), "flags", "operstate", "link", "link_index", "master", "linkinfo");
        }

        var (near, far) = (Details("a"), Details("b"));
        Assert.That((near.TxQueues, near.RxQueues, far.TxQueues, far.RxQueues), Is.EqualTo((3, 2, 4, 1)));
    }

    [Test]
    public void What_is_not_asked_for_is_not_there()
    {
        var link = Host.Route.GetLink(new LinkIndex(1));
        Assert.That((link.Details, link.Statistics), Is.EqualTo(((LinkDetails?)null, (LinkStatistics?)null)));
        Assert.That(Host.Route.FindLink("lo", LinkParts.All)!.Details, Is.EqualTo(Details("lo")), "details are compared by content");
    }

    [Test]
    public void Counters_are_what_ip_shows()
    {
        Host.Run("ping -c 3 -i 0.01 -q 127.0.0.1");

        var read = Host.Route.ListLinks(null, LinkParts.Statistics)[0].Statistics!;
        var printed = LinkJson.Show(Host, "lo", "-s -s").GetProperty("stats64");

        Assert.That(read.RxPackets, Is.GreaterThanOrEqualTo(6));
        LinkJson.AssertSame(printed.GetProperty("rx"), new Dictionary<string, object?>
        {
            ["bytes"] = read.RxBytes, ["packets"] = read.RxPackets, ["errors"] = read.RxErrors, ["dropped"] = read.RxDropped, ["over_errors"] = read.RxOverErrors, ["multicast"] = read.Multicast,
            ["length_errors"] = read.RxLengthErrors, ["crc_errors"] = read.RxCrcErrors, ["frame_errors"] = read.RxFrameErrors, ["fifo_errors"] = read.RxFifoErrors,
            ["missed_errors"] = read.RxMissedErrors, ["nohandler"] = read.RxNoHandler, ["otherhost_dropped"] = read.RxOtherHostDropped,
        });
        LinkJson.AssertSame(printed.GetProperty("tx"), new Dictionary<string, object?>
        {
            ["bytes"] = read.TxBytes, ["packets"] = read.TxPackets, ["errors"] = read.TxErrors, ["dropped"] = read.TxDropped, ["carrier_errors"] = read.TxCarrierErrors,
            ["collisions"] = read.Collisions, ["aborted_errors"] = read.TxAbortedErrors, ["fifo_errors"] = read.TxFifoErrors, ["window_errors"] = read.TxWindowErrors,
            ["heartbeat_errors"] = read.TxHeartbeatErrors, ["carrier_changes"] = Details("lo").CarrierChanges,
        });
    }

    [Test]
    public void A_visitor_sees_the_parts_it_asked_for()
    {
        var gatherer = new Gatherer();
        Host.Route.VisitLinks(ref gatherer, null, LinkParts.All);
        Assert.That(gatherer.Links, Has.Count.EqualTo(1));
        Assert.That(gatherer.Links[0].Statistics, Is.Not.Null);
        Assert.That(gatherer.Links[0].Details, Is.Not.Null);
    }

    [Test]
    public void Alternative_names_are_given_found_listed_and_taken()
    {
        const string Long = "a-name-of-more-than-fifteen-bytes";
        var link = Host.Route.CreateLink(new BridgeSpec("br0")).Index;
        Host.Route.AddAlternativeNames(link, "short", Long);

        Assert.That(Details("br0").AlternativeNames, Is.EqualTo(new[] { "short", Long }));
        Assert.That(Host.Route.FindLink("short")!.Index, Is.EqualTo(link));
        Assert.That(Host.Route.FindLinkByAlternativeName(Long)!.Name, Is.EqualTo("br0"));
        Assert.That(Host.Route.FindLinkByAlternativeName("short", LinkParts.Details)!.Details!.AlternativeNames, Has.Count.EqualTo(2));
        Assert.That(() => Host.Route.AddAlternativeNames(new LinkIndex(1), "short"), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EEXIST));

        Host.Route.DeleteAlternativeNames(link, "short");
        Assert.That(Details("br0").AlternativeNames, Is.EqualTo(new[] { Long }));
        Assert.That(Host.Route.FindLink("short"), Is.Null);
        Assert.That(() => Host.Route.DeleteAlternativeNames(link, "short"), Throws.TypeOf<NetlinkException>().With.Message.Contains("link property del short"));
    }

    [Test]
    public void Flags_are_switched_on_and_off()
    {
        const LinkFlags Switched = LinkFlags.Promiscuous | LinkFlags.AllMulticast | LinkFlags.Multicast | LinkFlags.NoArp;
        var link = Host.Route.CreateLink(new BridgeSpec("br0")).Index;

        Host.Route.UpdateLink(link, new LinkUpdate { IsPromiscuous = true, AllMulticast = true, Multicast = false, Arp = false });
        Assert.That(Host.Route.GetLink(link).Flags & Switched, Is.EqualTo(LinkFlags.Promiscuous | LinkFlags.AllMulticast | LinkFlags.NoArp));
        Assert.That((Details("br0").Promiscuity, Details("br0").AllMulticast), Is.EqualTo((1, 1)));

        Host.Route.UpdateLink(link, new LinkUpdate { IsPromiscuous = false, AllMulticast = false, Multicast = true, Arp = true });
        Assert.That(Host.Route.GetLink(link).Flags & Switched, Is.EqualTo(LinkFlags.Multicast));
    }

    [Test]
    public void Rarely_changed_properties_change()
    {
        var link = Host.Route.CreateLink(new VxlanSpec("vx0", 5) { Settings = new VxlanSettings { Port = 4789 } }).Index;
        Host.Route.UpdateLink(link, new LinkUpdate
        {
            BroadcastAddress = HardwareAddress.Parse("ff:ff:ff:ff:ff:fe"), Mode = LinkMode.Dormant, IsProtocolDown = true, GsoMaxSize = 32768, GsoMaxSegments = 64, GroMaxSize = 16384,
        });

        var details = Details("vx0");
        Assert.That((details.BroadcastAddress.ToString(), details.Mode, details.IsProtocolDown, details.GsoMaxSize, details.GsoMaxSegments, details.GroMaxSize),
            Is.EqualTo(("ff:ff:ff:ff:ff:fe", LinkMode.Dormant, true, 32768u, 64u, 16384u)));
    }

    [Test]
    public void A_tap_is_given_a_carrier()
    {
        if (!TunTests.MayOpen())
        {
            Assert.That(() => TunDevice.Open(new TunSpec("tap0", TunMode.Tap), Host.Namespace), Throws.TypeOf<NetlinkException>());
            return;
        }

        using var open = TunDevice.Open(new TunSpec("tap0", TunMode.Tap), Host.Namespace);
        var link = Host.Route.FindLink("tap0")!.Index;
        Host.Route.UpdateLink(link, new LinkUpdate { IsUp = true });
        Host.Route.UpdateLink(link, new LinkUpdate { HasCarrier = false });
        Assert.That(Details("tap0").HasCarrier, Is.False);
        Host.Route.UpdateLink(link, new LinkUpdate { HasCarrier = true });
        Assert.That(Details("tap0").HasCarrier, Is.True);
    }

    [TestCase(AddressGenerationMode.None)]
    [TestCase(AddressGenerationMode.Random)]
    public void A_mode_of_address_generation_holds_from_the_start(AddressGenerationMode mode)
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0") { IsUp = true });
        var made = Host.Route.CreateLink(new VethSpec("a", "b") { IsUp = true, AddressGenerationMode = mode, Master = bridge.Index, Alias = "mine" });
        var peer = Host.Route.FindLink("b")!.Index;
        Host.Route.UpdateLink(peer, new LinkUpdate { IsUp = true, AddressGenerationMode = mode });

        Assert.That((made.IsUp, made.Master, made.Alias), Is.EqualTo((true, bridge.Index, "mine")));
        Assert.That(Details("a").AddressGenerationMode, Is.EqualTo(mode));
        Assert.That(Details("b").AddressGenerationMode, Is.EqualTo(mode));
        if (mode is AddressGenerationMode.None)
        {
            Assert.That(Host.Route.ListAddresses(new AddressFilter { Link = made.Index }).Concat(Host.Route.ListAddresses(new AddressFilter { Link = peer })), Is.Empty, "no link-local address was made on the way");
        }
    }

    [Test]
    public void A_port_that_begins_dormant_is_opened_by_its_bridge_once_its_peer_is_up()
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0") { IsUp = true }).Index;
        var port = Host.Route.AddLink(new VethSpec("a", "b") { IsUp = true, OperationalState = OperationalState.Dormant, Master = bridge });

        // Asked about one link, the kernel looks at its carrier first; in a list it tells what is.
        var begun = Host.Route.ListLinks().Single(link => link.Index == port);
        Assert.That(((BridgePortData)begun.PortData!).State, Is.EqualTo(BridgePortState.Disabled));
        Host.Route.UpdateLink(Host.Route.FindLink("b")!.Index, new LinkUpdate { IsUp = true });
        Assert.That(() => State(port), Is.EqualTo(BridgePortState.Forwarding).After(5000, 5));
        Assert.That(Host.Route.GetLink(port).OperationalState, Is.EqualTo(OperationalState.Up));

        BridgePortState? State(LinkIndex link) => ((BridgePortData)Host.Route.GetLink(link).PortData!).State;
    }

    [TestCase(OperationalState.Unknown)]
    [TestCase(OperationalState.Down)]
    [TestCase(OperationalState.LowerLayerDown)]
    [TestCase(OperationalState.NotPresent)]
    [TestCase((OperationalState)7)]
    public void A_link_cannot_begin_in_a_state_that_the_kernel_passes_over(OperationalState state) =>
        Assert.That(() => new BridgeSpec("br0") { OperationalState = state }, Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("OperationalState"));

    [Test]
    public void A_link_gets_the_number_it_asks_for()
    {
        Assert.That(Host.Route.CreateLink(new BridgeSpec("br0") { Index = new LinkIndex(777) }).Index.Value, Is.EqualTo(777));
        Assert.That(() => Host.Route.CreateLink(new BridgeSpec("br1") { Index = new LinkIndex(777) }), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EBUSY).Or.Property("Errno").EqualTo(Errno.EEXIST));
    }

    [Test]
    public void A_link_is_made_inside_another_namespace_and_stands_on_one_here()
    {
        var sandbox = NewNamespace();
        var parent = Host.Route.CreateLink(new VethSpec("v0", "v1"));
        Host.Route.CreateLinkIn(sandbox.Namespace, new MacvlanSpec("eth0", parent.Index) { Settings = new MacvlanSettings { Mode = MacvlanMode.Bridge } });

        var inside = sandbox.Route.FindLink("eth0")!;
        Assert.That((inside.Kind, inside.Parent), Is.EqualTo(("macvlan", (LinkIndex?)parent.Index)));
        Assert.That(inside.ParentNamespaceId, Is.Not.Null);
        Assert.That(Host.Route.FindLink("eth0"), Is.Null);
        Assert.That(() => Host.Route.CreateLinkIn(sandbox.Namespace, new BridgeSpec("br0") { Alias = "x" }), Throws.ArgumentException);
    }

    [Test]
    public void A_veth_is_made_up_at_the_near_end_with_queues_and_its_peer_elsewhere()
    {
        var sandbox = NewNamespace();
        var made = Host.Route.CreateLink(new VethSpec("a", "eth0") { IsUp = true, TxQueues = 2, PeerNamespace = sandbox.Namespace, PeerTxQueues = 5, PeerGroup = 3, PeerMtu = 1300, PeerTxQueueLength = 7 });
        var peer = sandbox.Route.FindLink("eth0", LinkParts.Details)!;

        Assert.That(made.IsUp, Is.True);
        Assert.That((peer.Group, peer.Mtu, peer.TxQueueLength, peer.Details!.TxQueues, peer.IsUp), Is.EqualTo((3, 1300, 7, 5, false)));
    }

    private LinkDetails Details(string name) => Host.Route.FindLink(name, LinkParts.Details)!.Details!;

    private struct Gatherer() : ILinkVisitor
    {
        internal List<Link> Links { get; } = [];

        public readonly void Begin() => Links.Clear();

        public readonly void Visit(LinkView link) => Links.Add(link.ToLink(LinkParts.All));
    }
}

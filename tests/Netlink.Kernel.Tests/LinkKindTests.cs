using System.Net;
using System.Text.Json;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>Each kind of link with every setting, read back as <c>ip -d -j link</c> reads it. A kind the kernel lacks is the error that says so.</summary>
public sealed class LinkKindTests : KernelTest
{
    // Kinds the kernel may lack say so in one way only.
    private const string UnknownKind = "Unknown device type";

    private static readonly string[] Clocks = ["hello_timer", "tcn_timer", "topology_change_timer", "gc_timer"];
    private static readonly string[] PortClocks = ["hold_timer", "message_age_timer", "forward_delay_timer"];

    [Test]
    public void A_bridge_takes_every_setting()
    {
        var settings = new BridgeSettings
        {
            ForwardDelay = TimeSpan.FromSeconds(4), HelloTime = TimeSpan.FromSeconds(1), MaxAge = TimeSpan.FromSeconds(7), AgeingTime = TimeSpan.FromSeconds(10), SpanningTree = true,
            Priority = 4096, GroupForwardMask = 0x4008, GroupAddress = HardwareAddress.Parse("01:80:c2:00:00:07"), LinkLocalLearning = false, MulticastSnooping = true,
            MulticastRouter = BridgeMulticastRouter.Always, MulticastQuerier = true, MulticastQueryUsesLinkAddress = true, MulticastHashMax = 512, MulticastLastMemberCount = 3,
            MulticastStartupQueryCount = 4, MulticastLastMemberInterval = TimeSpan.FromSeconds(2), MulticastMembershipInterval = TimeSpan.FromSeconds(200),
            MulticastQuerierInterval = TimeSpan.FromSeconds(201), MulticastQueryInterval = TimeSpan.FromSeconds(100), MulticastQueryResponseInterval = TimeSpan.FromSeconds(9),
            MulticastStartupQueryInterval = TimeSpan.FromSeconds(20), MulticastStatistics = true, IgmpVersion = 3, MldVersion = 2, CallIptables = true, CallIp6tables = true, CallArptables = true,
        };
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0") { HardwareAddress = HardwareAddress.Parse("02:42:0a:00:00:01"), Settings = settings });
        var data = (BridgeData)bridge.Data!;

        Assert.That(data.MulticastMembershipInterval, Is.EqualTo(TimeSpan.FromSeconds(200)));
        Assert.That(data.Id, Is.EqualTo(new BridgeId(4096, bridge.HardwareAddress)));
        Assert.That(data.LinkLocalLearning, Is.False);
        AssertSettings(settings, data);
        LinkJson.AssertSame(InfoData("br0"), LinkJson.Bridge(data), [.. Clocks, "mcast_hash_elasticity"]);
    }

    [Test]
    public void A_bridge_made_by_ip_is_read_as_ip_reads_it()
    {
        Host.Run("ip link add br0 type bridge");
        LinkJson.AssertSame(InfoData("br0"), LinkJson.Bridge((BridgeData)Host.Route.FindLink("br0")!.Data!), [.. Clocks, "mcast_hash_elasticity"]);
    }

    [Test]
    public void A_bridge_filters_by_VLAN_where_the_kernel_can()
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0"));
        var settings = new BridgeSettings { VlanFiltering = true, VlanProtocol = VlanProtocol.Service, VlanDefaultPvid = 7, VlanStatistics = true, VlanStatisticsPerPort = true };
        if (!Accepts(bridge.Index, new BridgeSettings { VlanFiltering = true }))
        {
            return;
        }

        Host.Route.UpdateLink(bridge.Index, new LinkUpdate { Settings = settings });
        var data = (BridgeData)Host.Route.GetLink(bridge.Index).Data!;
        AssertSettings(settings, data);
        LinkJson.AssertSame(InfoData("br0"), LinkJson.Bridge(data), [.. Clocks, "mcast_hash_elasticity"]);
    }

    [Test]
    public void The_number_of_learned_addresses_can_be_limited()
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0"));
        Host.Route.UpdateLink(bridge.Index, new LinkUpdate { Settings = new BridgeSettings { MaximumLearnedAddresses = 55 } });

        // Kernels before 6.8 ignore the attribute.
        Assert.That(((BridgeData)Host.Route.GetLink(bridge.Index).Data!).MaximumLearnedAddresses, Is.EqualTo(55).Or.EqualTo(0));
        Assert.That(((BridgeData)Host.Route.GetLink(bridge.Index).Data!).LearnedAddresses, Is.Zero);
    }

    [Test]
    public void A_port_takes_every_setting()
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0") { IsUp = true });
        var port = Host.Route.CreateLink(new VethSpec("a", "b") { Master = bridge.Index, IsUp = true });
        Host.Route.UpdateLink(Host.Route.FindLink("b")!.Index, new LinkUpdate { IsUp = true });
        Assert.That(() => Host.Route.GetLink(port.Index).OperationalState, Is.EqualTo(OperationalState.Up).After(5000, 10), "the state of a port can be set once it is operational");
        var settings = new BridgePortSettings
        {
            State = BridgePortState.Learning, Priority = 9, Cost = 77, Hairpin = true, Guard = true, RootBlock = true, FastLeave = true, Learning = false, UnicastFlood = false,
            MulticastFlood = false, BroadcastFlood = false, MulticastToUnicast = true, MulticastRouter = BridgeMulticastRouter.Always, MulticastHostLimit = 100, ProxyArpWifi = true,
            NeighborSuppression = true, Isolated = true, Locked = true, VlanTunnel = true, GroupForwardMask = 8, FlushAddresses = true,
        };
        Host.Route.UpdateLink(port.Index, new LinkUpdate { PortSettings = settings });

        var data = (BridgePortData)Host.Route.GetLink(port.Index).PortData!;
        AssertSettings(settings, data);
        LinkJson.AssertSame(LinkJson.Show(Host, "a").GetProperty("linkinfo").GetProperty("info_slave_data"), LinkJson.Port(data), PortClocks);
        LinkJson.AssertSame(BridgePort("a"), LinkJson.Port(data), "ifindex", "link", "ifname", "flags", "mtu", "master", "mcast_router");
    }

    [Test]
    public void A_port_is_made_with_its_settings()
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0") { IsUp = true });
        var settings = new BridgePortSettings { Isolated = true, Hairpin = true };

        var port = Host.Route.CreateLink(new VethSpec("a", "b") { Master = bridge.Index, Alias = "mine", IsUp = true, PortSettings = settings });

        Assert.That((port.Alias, port.Master), Is.EqualTo(("mine", (LinkIndex?)bridge.Index)));
        AssertSettings(settings, (BridgePortData)port.PortData!);
        Assert.That(Host.Run("bridge -d link show dev a"), Does.Contain("hairpin on").And.Contain("isolated on"));
    }

    [Test]
    public void A_link_of_which_only_the_number_is_wanted_is_made_whole()
    {
        var bridge = Host.Route.AddLink(new BridgeSpec("br0") { IsUp = true });
        var port = Host.Route.AddLink(new VethSpec("a", "b")
        {
            Master = bridge, Alias = "mine", IsUp = true, AddressGenerationMode = AddressGenerationMode.None, PortSettings = new BridgePortSettings { Hairpin = true },
        });

        var made = Host.Route.FindLink("a")!;
        Assert.That((made.Index, made.Alias, made.Master, ((BridgePortData)made.PortData!).Hairpin), Is.EqualTo((port, "mine", (LinkIndex?)bridge, true)));
        Assert.That(Host.Run("ip -d link show dev a"), Does.Contain("addrgenmode none").And.Contain(",UP"));
        Assert.That(() => Host.Route.AddLink(new VethSpec("a", "c")), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.EEXIST));
    }

    [Test]
    public void A_link_whose_settings_as_a_port_are_refused_is_not_left_behind()
    {
        var refused = new VethSpec("a", "b") { PortSettings = new BridgePortSettings { Isolated = true } };

        Assert.That(() => Host.Route.CreateLink(refused), Throws.TypeOf<NetlinkException>());
        Assert.That(() => Host.Route.AddLink(refused), Throws.TypeOf<NetlinkException>());

        Assert.That(Host.Route.FindLink("a"), Is.Null);
    }

    [Test]
    public void A_port_stays_in_the_state_it_is_put_into([Values(BridgePortState.Disabled, BridgePortState.Listening, BridgePortState.Forwarding)] BridgePortState state)
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0") { IsUp = true });
        var port = Host.Route.CreateLink(new VethSpec("v0", "v1") { Master = bridge.Index, IsUp = true });
        Host.Route.UpdateLink(Host.Route.FindLink("v1")!.Index, new LinkUpdate { IsUp = true });
        Assert.That(() => Host.Route.GetLink(port.Index).OperationalState, Is.EqualTo(OperationalState.Up).After(5000, 10));

        Host.Route.UpdateLink(port.Index, new LinkUpdate { PortSettings = new BridgePortSettings { State = state, Cost = 7 } });

        Assert.That(((BridgePortData)Host.Route.GetLink(port.Index).PortData!).State, Is.EqualTo(state));
        Host.Route.UpdateLink(bridge.Index, new LinkUpdate { Settings = new BridgeSettings { SpanningTree = true } });
        Assert.That(() => Host.Route.UpdateLink(port.Index, new LinkUpdate { PortSettings = new BridgePortSettings { State = state } }), Throws.TypeOf<NetlinkException>()
            .With.Property("Errno").EqualTo(Errno.EBUSY).And.Message.Contains("bridge link set"));
    }

    [Test]
    public void A_port_has_a_backup_and_loses_it()
    {
        var bridge = Host.Route.CreateLink(new BridgeSpec("br0"));
        var one = Host.Route.CreateLink(new VethSpec("a", "b") { Master = bridge.Index });
        var other = Host.Route.CreateLink(new VethSpec("c", "d") { Master = bridge.Index });

        Host.Route.UpdateLink(one.Index, new LinkUpdate { PortSettings = new BridgePortSettings { BackupPort = other.Index } });
        Assert.That(((BridgePortData)Host.Route.GetLink(one.Index).PortData!).BackupPort, Is.EqualTo(other.Index));

        Host.Route.UpdateLink(one.Index, new LinkUpdate { PortSettings = new BridgePortSettings { BackupPort = LinkIndex.None } });
        Assert.That(((BridgePortData)Host.Route.GetLink(one.Index).PortData!).BackupPort, Is.Null);
    }

    [Test]
    public void A_macvlan_takes_every_setting([Values] bool isTap)
    {
        var parent = Host.Route.CreateLink(new VethSpec("v0", "v1"));
        var settings = new MacvlanSettings { Mode = MacvlanMode.Source, NoDestination = true, Sources = [HardwareAddress.Parse("02:00:00:00:00:01")], BroadcastQueueLength = 77 };
        var made = Host.Route.CreateLink(new MacvlanSpec("mv0", parent.Index) { IsTap = isTap, Mtu = 1400, Settings = settings });

        Assert.That(made.Kind, Is.EqualTo(isTap ? "macvtap" : "macvlan"));
        Assert.That(made.Parent, Is.EqualTo(parent.Index));
        Assert.That(made.Data!.Kind, Is.EqualTo(made.Kind));
        Assert.That(((MacvlanData)made.Data).Sources, Is.EqualTo(settings.Sources));
        Assert.That(((MacvlanData)made.Data).NoDestination, Is.True);
        LinkJson.AssertSame(InfoData("mv0"), LinkJson.Macvlan((MacvlanData)made.Data), "flags");
    }

    [Test]
    public void A_macvlan_is_made_in_each_mode([Values] MacvlanMode mode)
    {
        var parent = Host.Route.CreateLink(new VethSpec("v0", "v1"));
        var made = Host.Route.CreateLink(new MacvlanSpec("mv0", parent.Index) { Settings = new MacvlanSettings { Mode = mode } });

        Assert.That(((MacvlanData)made.Data!).Mode, Is.EqualTo(mode));
        LinkJson.AssertSame(InfoData("mv0"), LinkJson.Macvlan((MacvlanData)made.Data), "flags");
    }

    [Test]
    public void A_macvlan_changes_its_mode()
    {
        var parent = Host.Route.CreateLink(new VethSpec("v0", "v1"));
        var made = Host.Route.CreateLink(new MacvlanSpec("mv0", parent.Index));
        Host.Route.UpdateLink(made.Index, new LinkUpdate { Settings = new MacvlanSettings { Mode = MacvlanMode.Private } });
        Assert.That(((MacvlanData)Host.Route.GetLink(made.Index).Data!).Mode, Is.EqualTo(MacvlanMode.Private));
    }

    private static IEnumerable<VxlanSettings> Tunnels()
    {
        yield return new VxlanSettings();
        yield return new VxlanSettings
        {
            Remote = IPAddress.Parse("10.0.0.1"), Local = IPAddress.Parse("10.0.0.2"), Port = 4789, SourcePorts = new VxlanPortRange(1000, 2000), Learning = false,
            AgeingTime = TimeSpan.FromSeconds(60), MaximumAddresses = 100, TimeToLive = 5, TypeOfService = 1, DontFragment = VxlanDontFragment.Set, Proxy = true, RouteShortCircuit = true,
            LinkMissNotification = true, AddressMissNotification = true, UdpChecksum = false, GroupPolicy = true, RemoteChecksumSend = true, RemoteChecksumReceive = true,
        };
        yield return new VxlanSettings
        {
            Remote = IPAddress.Parse("fd00::1"), Local = IPAddress.Parse("fd00::2"), Port = 8472, FlowLabel = 0x12345, InheritTimeToLive = true, DontFragment = VxlanDontFragment.Inherit,
            UdpZeroChecksum6Send = true, UdpZeroChecksum6Receive = true,
        };
        yield return new VxlanSettings { External = true, Learning = false, ProtocolExtension = true, Port = 4790 };
        yield return new VxlanSettings { External = true, Learning = false, VniFilter = true, Port = 4791 };
    }

    [TestCaseSource(nameof(Tunnels))]
    public void A_vxlan_is_made_as_asked(VxlanSettings settings)
    {
        var made = Host.Route.CreateLink(new VxlanSpec("vx0", settings.External is true ? 0u : 0xabcdef) { Settings = settings });
        var data = (VxlanData)made.Data!;

        AssertSettings(settings, data);
        LinkJson.AssertSame(InfoData("vx0"), LinkJson.Vxlan(data, null));
    }

    [Test]
    public void A_vxlan_joins_a_group_on_its_link([Values("239.1.1.1", "ff05::100")] string group)
    {
        var below = Host.Route.CreateLink(new VethSpec("v0", "v1"));
        var settings = new VxlanSettings { Remote = IPAddress.Parse(group), Link = below.Index, Port = 4789 };
        var made = Host.Route.CreateLink(new VxlanSpec("vx0", 5) { Settings = settings });

        AssertSettings(settings, (VxlanData)made.Data!);
        LinkJson.AssertSame(InfoData("vx0"), LinkJson.Vxlan((VxlanData)made.Data!, "v0"));
    }

    [Test]
    public void A_vxlan_changes_its_remote_end()
    {
        var made = Host.Route.CreateLink(new VxlanSpec("vx0", 5) { Settings = new VxlanSettings { Remote = IPAddress.Parse("10.0.0.1"), Port = 4789 } });
        Host.Route.UpdateLink(made.Index, new LinkUpdate { Settings = new VxlanSettings { Remote = IPAddress.Parse("10.0.0.9"), AgeingTime = TimeSpan.FromSeconds(7) } });

        var data = (VxlanData)Host.Route.GetLink(made.Index).Data!;
        Assert.That((data.Remote, data.AgeingTime, data.Port), Is.EqualTo((IPAddress.Parse("10.0.0.9"), TimeSpan.FromSeconds(7), (ushort)4789)));
    }

    [Test]
    public void An_ifb_is_made() => MakeOrMissing("ifb", new IfbSpec("i0"), static made => Assert.That(made.Data, Is.Null));

    [Test]
    public void A_dummy_is_made() => MakeOrMissing("dummy", new DummySpec("d0") { TxQueues = 3, RxQueues = 2, IsUp = true }, made =>
    {
        Assert.That(made.IsUp, Is.True);
        Assert.That(Host.Route.GetLink(made.Index, LinkParts.Details).Details!.TxQueues, Is.EqualTo(3));
    });

    [Test]
    public void A_wireguard_link_is_made() => MakeOrMissing("wireguard", new WireguardSpec("wg0"), static made => Assert.That(made.HardwareAddress.Length, Is.Zero));

    [Test]
    public void A_vlan_is_made()
    {
        var parent = Host.Route.CreateLink(new VethSpec("v0", "v1"));
        var settings = new VlanSettings { ReorderHeader = false, LooseBinding = true, IngressPriorities = [new VlanPriority(1, 2)], EgressPriorities = [new VlanPriority(3, 4)] };
        MakeOrMissing("vlan", new VlanSpec("v0.5", parent.Index, 5) { Protocol = VlanProtocol.Service, Settings = settings }, made =>
        {
            var data = (VlanData)made.Data!;
            AssertSettings(settings, data);
            Assert.That((data.Id, data.Protocol), Is.EqualTo(((ushort)5, VlanProtocol.Service)));
            Assert.That(InfoData("v0.5").GetProperty("id").GetInt32(), Is.EqualTo(5));
            Assert.That(InfoData("v0.5").GetProperty("protocol").GetString(), Is.EqualTo("802.1ad"));
        });
    }

    [Test]
    public void An_ipvlan_is_made()
    {
        var parent = Host.Route.CreateLink(new VethSpec("v0", "v1"));
        var settings = new IpvlanSettings { Mode = IpvlanMode.L3Symmetric, Reach = IpvlanReach.Private };
        MakeOrMissing("ipvlan", new IpvlanSpec("iv0", parent.Index) { Settings = settings }, made =>
        {
            AssertSettings(settings, (IpvlanData)made.Data!);
            Assert.That(InfoData("iv0").GetProperty("mode").GetString(), Is.EqualTo("l3s"));
        });
    }

    [Test]
    public void A_vrf_is_made_and_has_ports()
    {
        MakeOrMissing("vrf", new VrfSpec("red", new RouteTable(1000)) { IsUp = true }, made =>
        {
            Assert.That(made.Data, Is.EqualTo(new VrfData { Table = new RouteTable(1000) }));
            var port = Host.Route.CreateLink(new VethSpec("v0", "v1") { Master = made.Index });
            Assert.That(port.PortData, Is.EqualTo(new VrfPortData { Table = new RouteTable(1000) }));
        });
    }

    [Test]
    public void A_kind_without_a_type_of_its_own_is_made_from_bytes()
    {
        var parent = Host.Route.CreateLink(new VethSpec("v0", "v1"));
        var made = Host.Route.CreateLink(new RawLinkSpec("mv0", "macvlan") { Parent = parent.Index, Data = [8, 0, 1, 0, 4, 0, 0, 0] });
        Assert.That(((MacvlanData)made.Data!).Mode, Is.EqualTo(MacvlanMode.Bridge));

        Host.Route.UpdateLink(made.Index, new LinkUpdate { Settings = new RawLinkSettings("macvlan", [8, 0, 1, 0, 1, 0, 0, 0]) });
        Assert.That(((MacvlanData)Host.Route.GetLink(made.Index).Data!).Mode, Is.EqualTo(MacvlanMode.Private));
        Assert.That(() => Host.Route.CreateLink(new RawLinkSpec("x0", "nosuchkind")), Throws.TypeOf<NetlinkException>()
            .With.Property("Errno").EqualTo(Errno.EOPNOTSUPP).And.Property("KernelMessage").EqualTo(UnknownKind).And.Message.Contains("link add x0 type nosuchkind"));
    }

    /// <summary>What is set of the settings is what the data of the same name shows.</summary>
    private static void AssertSettings(object settings, object data) => Assert.Multiple(() =>
    {
        foreach (var wish in settings.GetType().GetProperties().Where(p => p.Name != nameof(BridgePortSettings.FlushAddresses) && p.GetValue(settings) is not null and not false))
        {
            Assert.That(data.GetType().GetProperty(wish.Name)!.GetValue(data), Is.EqualTo(wish.GetValue(settings)), wish.Name);
        }
    });

    private void MakeOrMissing(string kind, LinkSpec spec, Action<Link> check)
    {
        Link made;
        try
        {
            made = Host.Route.CreateLink(spec);
        }
        catch (NetlinkException missing) when (missing.Errno is Errno.EOPNOTSUPP)
        {
            Assert.That(missing.KernelMessage, Is.EqualTo(UnknownKind));
            Assert.That(Host.TryRun($"ip link add probe type {kind}").Error, Does.Contain(UnknownKind), "ip finds the kind missing too");
            Assert.That(Host.Route.FindLink(spec.Name), Is.Null);
            return;
        }

        Assert.That(made.Kind, Is.EqualTo(kind));
        Assert.That(LinkJson.Show(Host, spec.Name).GetProperty("linkinfo").GetProperty("info_kind").GetString(), Is.EqualTo(kind));
        check(made);
    }

    private bool Accepts(LinkIndex bridge, BridgeSettings settings)
    {
        try
        {
            Host.Route.UpdateLink(bridge, new LinkUpdate { Settings = settings });
            return true;
        }
        catch (NetlinkException missing) when (missing.Errno is Errno.EOPNOTSUPP)
        {
            Assert.That(Host.TryRun("ip link set br0 type bridge vlan_filtering 1").Error, Does.Contain("not supported"), "ip finds it missing too");
            return false;
        }
    }

    private JsonElement InfoData(string name) => LinkJson.Show(Host, name).GetProperty("linkinfo").GetProperty("info_data");

    private JsonElement BridgePort(string name)
    {
        using var document = JsonDocument.Parse(Host.Run($"bridge -d -j link show dev {name}"));
        return document.RootElement.EnumerateArray().Single().Clone();
    }
}

using System.Net;

namespace NetController.Netlink.Tests;

/// <summary>The requests about links that <see cref="GoldenBytesTests"/> compares with files: one for each kind, and one for each thing that can be done to links.</summary>
internal static class LinkGoldens
{
    private static readonly LinkIndex Two = new(2);
    private static readonly HardwareAddress Mac = HardwareAddress.Parse("02:42:0a:00:00:01");

    internal static IEnumerable<(string Name, Action<RouteConnection> Act)> Requests() => [.. Kinds(), .. Settings(), .. Others()];

    private static IEnumerable<(string Name, Action<RouteConnection> Act)> Kinds()
    {
        yield return ("link-add-dummy", static r => r.CreateLink(new DummySpec("d0") { Index = new LinkIndex(77), TxQueues = 4, RxQueues = 2 }));
        yield return ("link-add-ifb", static r => r.CreateLink(new IfbSpec("i0")));
        yield return ("link-add-wireguard", static r => r.CreateLink(new WireguardSpec("wg0")));
        yield return ("link-add-macvlan", static r => r.CreateLink(new MacvlanSpec("mv0", Two)
        {
            Settings = new MacvlanSettings { Mode = MacvlanMode.Source, NoDestination = true, NoPromiscuity = false, Sources = [Mac], BroadcastQueueLength = 500 },
        }));
        yield return ("link-add-macvtap", static r => r.CreateLink(new MacvlanSpec("mt0", Two) { IsTap = true, Settings = new MacvlanSettings { Mode = MacvlanMode.Bridge } }));
        yield return ("link-add-ipvlan", static r => r.CreateLink(new IpvlanSpec("iv0", Two) { Settings = new IpvlanSettings { Mode = IpvlanMode.L2, Reach = IpvlanReach.Private } }));
        yield return ("link-add-vlan", static r => r.CreateLink(new VlanSpec("eth0.5", Two, 5)
        {
            Protocol = VlanProtocol.Service,
            Settings = new VlanSettings { ReorderHeader = false, Gvrp = true, IngressPriorities = [new VlanPriority(1, 2)], EgressPriorities = [new VlanPriority(3, 4), new VlanPriority(5, 6)] },
        }));
        yield return ("link-add-vrf", static r => r.CreateLink(new VrfSpec("red", new RouteTable(1000)) { IsUp = true }));
        yield return ("link-add-vxlan", static r => r.CreateLink(new VxlanSpec("vx0", 0xabcdef) { Settings = Tunnel() }));
        yield return ("link-add-vxlan-v6", static r => r.CreateLink(new VxlanSpec("vx6", 7)
        {
            Settings = new VxlanSettings { Remote = IPAddress.Parse("ff05::100"), Local = IPAddress.Parse("fd00::2"), Link = Two, FlowLabel = 0x12345, UdpZeroChecksum6Send = true },
        }));
        yield return ("link-add-dormant", static r => r.CreateLink(new VethSpec("v0", "v1") { IsUp = true, OperationalState = OperationalState.Dormant, Master = Two }));
        yield return ("link-add-raw", static r => r.CreateLink(new RawLinkSpec("x0", "geneve") { Parent = Two, Data = [8, 0, 1, 0, 42, 0, 0, 0] }));
    }

    private static IEnumerable<(string Name, Action<RouteConnection> Act)> Settings()
    {
        yield return ("link-set-bridge-all", static r => r.UpdateLink(Two, new LinkUpdate { Settings = Bridge() }));
        yield return ("link-set-bridge-port-all", static r => r.UpdateLink(Two, new LinkUpdate { PortSettings = Port() }));
        yield return ("link-set-raw", static r => r.UpdateLink(Two, new LinkUpdate { Settings = new RawLinkSettings("geneve", [5, 0, 3, 0, 9, 0, 0, 0]) }));
        yield return ("link-set-flags", static r => r.UpdateLink(Two, new LinkUpdate { IsPromiscuous = true, AllMulticast = false, Multicast = true, Arp = false }));
        yield return ("link-set-rare", static r => r.UpdateLink(Two, new LinkUpdate
        {
            BroadcastAddress = Mac, HasCarrier = true, Mode = LinkMode.Dormant, IsProtocolDown = false, GsoMaxSize = 32768, GsoMaxSegments = 64, GroMaxSize = 16384,
        }));
        yield return ("link-set-addrgenmode-then-up", static r => r.UpdateLink(Two, new LinkUpdate { IsUp = true, AddressGenerationMode = AddressGenerationMode.None }));
    }

    private static IEnumerable<(string Name, Action<RouteConnection> Act)> Others()
    {
        yield return ("link-list-statistics", static r => r.ListLinks(null, LinkParts.Statistics));
        yield return ("link-get-by-alternative-name", static r => r.FindLinkByAlternativeName("a-name-of-more-than-fifteen-bytes"));
        yield return ("link-property-add", static r => r.AddAlternativeNames(Two, "first", "second-name-that-is-long"));
        yield return ("link-property-del", static r => r.DeleteAlternativeNames(Two, "first"));
        yield return ("link-add-several", static r => r.CreateLinks(new BridgeSpec("br0"), new DummySpec("d0") { Master = Two }));
        yield return ("link-set-several", static r => r.UpdateLinks(new LinkChange(Two, new LinkUpdate { IsUp = true }), new LinkChange(new LinkIndex(3), new LinkUpdate { Mtu = 1400 })));
        yield return ("bridge-vlan-add", static r => r.AddBridgeVlan(Two, new BridgeVlan(10) { IsDefault = true, IsUntagged = true }));
        yield return ("bridge-vlan-add-range-self", static r => r.AddBridgeVlanToHost(Two, new BridgeVlan(100, 200)));
        yield return ("bridge-vlan-del", static r => r.DeleteBridgeVlan(Two, new BridgeVlan(10)));
        yield return ("bridge-vlan-list", static r => r.ListBridgeVlans());
    }

    private static VxlanSettings Tunnel() => new()
    {
        Remote = IPAddress.Parse("10.0.0.1"), Local = IPAddress.Parse("10.0.0.2"), Link = Two, Port = 4789, SourcePorts = new VxlanPortRange(1000, 2000),
        Learning = false, AgeingTime = TimeSpan.FromSeconds(60), MaximumAddresses = 100, TimeToLive = 5, InheritTimeToLive = true, TypeOfService = 1,
        DontFragment = VxlanDontFragment.Set, Proxy = true, RouteShortCircuit = true, LinkMissNotification = true, AddressMissNotification = true, UdpChecksum = false,
        UdpZeroChecksum6Send = true, UdpZeroChecksum6Receive = true, RemoteChecksumSend = true, RemoteChecksumReceive = true, GroupPolicy = true, ProtocolExtension = true,
        External = false, VniFilter = false,
    };

    private static BridgeSettings Bridge() => new()
    {
        ForwardDelay = TimeSpan.FromSeconds(2), HelloTime = TimeSpan.FromSeconds(1), MaxAge = TimeSpan.FromSeconds(6), AgeingTime = TimeSpan.FromMilliseconds(10), SpanningTree = false,
        Priority = 1, VlanFiltering = true, VlanProtocol = VlanProtocol.Service, VlanDefaultPvid = 4094, VlanStatistics = true, VlanStatisticsPerPort = true, GroupForwardMask = 0xfff8,
        GroupAddress = HardwareAddress.Parse("01:80:c2:00:00:0f"), LinkLocalLearning = false, MaximumLearnedAddresses = 1000, MulticastSnooping = true, MulticastVlanSnooping = true,
        MulticastRouter = BridgeMulticastRouter.Always, MulticastQuerier = true, MulticastQueryUsesLinkAddress = true, MulticastHashMax = 512, MulticastLastMemberCount = 3,
        MulticastStartupQueryCount = 4, MulticastLastMemberInterval = TimeSpan.FromSeconds(1), MulticastMembershipInterval = TimeSpan.FromSeconds(2),
        MulticastQuerierInterval = TimeSpan.FromSeconds(3), MulticastQueryInterval = TimeSpan.FromSeconds(4), MulticastQueryResponseInterval = TimeSpan.FromSeconds(5),
        MulticastStartupQueryInterval = TimeSpan.FromSeconds(6), MulticastStatistics = true, IgmpVersion = 3, MldVersion = 2, CallIptables = true, CallIp6tables = true, CallArptables = true,
    };

    private static BridgePortSettings Port() => new()
    {
        State = BridgePortState.Forwarding, Priority = 63, Cost = 65535, Hairpin = true, Guard = true, RootBlock = true, FastLeave = true, Learning = true, UnicastFlood = true,
        MulticastFlood = true, BroadcastFlood = true, MulticastToUnicast = true, MulticastRouter = BridgeMulticastRouter.Temporary, MulticastGroupLimit = 9, MulticastHostLimit = 8,
        ProxyArp = true, ProxyArpWifi = true, NeighborSuppression = true, NeighborSuppressionByVlan = true, Isolated = true, Locked = true, AuthenticationBypass = true, VlanTunnel = true,
        GroupForwardMask = 8, BackupPort = new LinkIndex(3), FlushAddresses = true,
    };
}

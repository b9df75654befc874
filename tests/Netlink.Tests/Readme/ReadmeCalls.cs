using System.Net;
using System.Net.Sockets;
using NetController.Netlink.Conntrack;
using NetController.Netlink.NfTables;

namespace NetController.Netlink.Tests.Readme;

/// <summary>The calls that the package's README shows, so that the compiler checks them; <see cref="ReadmeTests"/> checks that none is missing. They are never made.</summary>
internal static class ReadmeCalls
{
    internal static void Beginning()
    {
        using var route = RouteConnection.Open();

        var bridge = route.CreateLink(new BridgeSpec("br0") { IsUp = true });
        route.AddAddress(bridge.Index, IPAddress.Parse("10.0.0.1"), prefixLength: 24);

        foreach (var link in route.ListLinks())
        {
            Console.WriteLine($"{link.Index}: {link.Name} {link.OperationalState} mtu {link.Mtu}");
        }
    }

    internal static void Links(RouteConnection route, LinkIndex link, LinkIndex br0, LinkIndex first, LinkIndex second, NetworkNamespace ns)
    {
        route.ListLinks();
        route.ListLinks(new LinkFilter { Kind = "bridge" });
        route.ListLinks(parts: LinkParts.All);
        route.FindLink("eth0");
        route.FindLinkIndex("eth0");
        route.CreateLink(new VethSpec("v0", "eth0") { IsUp = true, Master = br0, PeerNamespace = ns });
        route.CreateLink(new VxlanSpec("vx0", 42) { IsUp = true });
        route.CreateLink(new VlanSpec("v0.7", link, 7));
        route.CreateLink(new MacvlanSpec("m0", link));
        TunDevice.Create(new TunSpec("tap0", TunMode.Tap));
        route.UpdateLink(link, new LinkUpdate { IsUp = true, Mtu = 1400 });
        route.UpdateLink(br0, new LinkUpdate { Settings = new BridgeSettings { SpanningTree = true } });
        route.UpdateLink(link, new LinkUpdate { PortSettings = new BridgePortSettings { Isolated = true } });
        route.AddAlternativeNames(link, "uplink");
        route.DeleteLink(link);
        route.DeleteLinks(first, second);
    }

    internal static void AddressesAndRoutes(RouteConnection route, LinkIndex link, IPAddress address, IPNetwork network, AddressFamily family, HardwareAddress hardwareAddress)
    {
        route.ListAddresses();
        route.AddAddress(link, address, 24);
        route.ReplaceAddress(link, address, 24);
        route.DeleteAddress(link, address, 24);
        route.ListRoutes(new RouteFilter { Table = RouteTable.Main });
        route.FindRoute(address);
        route.AddRoute(new RouteSpec(network) { Gateway = address });
        route.ReplaceRoute(new RouteSpec(network));
        route.AppendRoute(new RouteSpec(network));
        route.ListNeighbours();
        route.AddNeighbour(new NeighbourSpec(link, address) { HardwareAddress = hardwareAddress });
        route.FlushNeighbours(new NeighbourFilter { Link = link });
        route.ListForwardingEntries();
        route.AppendForwardingEntry(new ForwardingEntrySpec(link, hardwareAddress));
        route.ListBridgeVlans();
        route.ListRules();
        route.AddRule(new RoutingRule(family));
        route.DeleteRule(new RoutingRule(family));
    }

    internal static void Queueing(RouteConnection route, LinkIndex link, TrafficClassSpec trafficClass, TrafficFilterSpec filter)
    {
        route.AddQdisc(new QdiscSpec(link, TokenBucketQdisc.ForLatency(DataRate.FromMegabits(10), 15_000, TimeSpan.FromMilliseconds(50))));
        route.AddClass(trafficClass);
        route.AddFilter(filter);
    }

    internal static void Watching()
    {
        _ = RouteWatcher.Open(RouteGroups.Links | RouteGroups.Addresses | RouteGroups.Routes | RouteGroups.Neighbours).ReadAllAsync();
        _ = RouteMirror.Open(RouteGroups.Links);
        _ = NftWatcher.Open().ReadAllAsync();
        _ = ConntrackWatcher.Open(ConntrackGroups.Begun).ReadAllAsync();
    }

    internal static void Namespaces(RouteConnection route, NetworkNamespace ns, string path)
    {
        using var made = NetworkNamespace.CreateAt(path);
        NetworkNamespace.ListNamed();
        NetworkNamespace.DeleteAt(path);
        using var inside = RouteConnection.Open(NetworkNamespace.Open(path));
        ns.WriteSysctl(new SysctlPath("net/ipv4/ip_forward"), "1");
        route.SetNamespaceId(ns);
        route.ListNamespaceIds();
    }

    internal static void Transactions(NftConnection nft, NftTableName table, string chain, NftRule rule, ulong handle, NftSet set)
    {
        using var t = nft.BeginTransaction();
        t.AddTable(new NftTable(NftFamily.Inet, "filter"));
        t.DeleteTable(table);
        t.FlushTable(table);
        t.AddChain(new NftChain(table, "forward") { Base = new NftBaseChain(NftChainType.Filter, NftHook.Forward, NftPriority.Filter) { Policy = NftPolicy.Drop } });
        t.AddRule(new NftRule(table, "forward", [.. NftMatch.InputInterface("eth0"), .. NftMatch.TcpDestinationPort(80), new NftCounter(), NftStatement.Accept]));
        t.InsertRule(rule);
        t.ReplaceRule(handle, rule);
        t.DeleteRule(table, chain, handle);
        t.AddSet(new NftSet(table, "ports", NftDataType.InetService));
        t.AddSet(new NftSet(table, "m", NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.InetService)) { DataType = NftDataType.Ipv4Address });
        t.AddElements(set, new NftElement(NftValue.FromPort(80)), new NftElement(NftValue.FromPort(443)));
        t.Commit();
    }

    internal static void Ruleset(NftConnection nft, NftTableName table, NftSet map)
    {
        NftStatement.VerdictMap(map, NftField.IpSource, NftField.TcpDestinationPort);
        NftStatement.DestinationNat(map, NftField.TcpDestinationPort);
        nft.ReadRuleset();
        nft.ReadRuleset(table);
        nft.ListElements(nft.FindSet(table, "ports")!);
    }

    internal static void Flows(ConntrackConnection flows, IPNetwork network, IPAddress address)
    {
        flows.ListFlows();
        flows.ListFlows(new ConntrackFilter { OriginalSource = network });
        flows.GetUsage();
        flows.DeleteFlows(ConntrackFilter.ForAddress(address));
        flows.DeleteFlows(ConntrackFilter.ForPublishedPort(IpProtocol.Tcp, 80));
        flows.Flush();
    }

    internal static void Tracing()
    {
        using var route = RouteConnection.Open(options: new NetlinkSocketOptions { Tracer = new NetlinkTextTracer(Console.Error) });
    }
}

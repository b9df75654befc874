using System.Text.Json;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests;

/// <summary>What <c>ip -j</c> says, and what this library says in the same words, so that both can be compared property by property.</summary>
internal static class LinkJson
{
    /// <summary>The object <c>ip -d -j link show</c> prints about a link, or what <c>-s</c> adds.</summary>
    internal static JsonElement Show(TestNamespace host, string name, string options = "-d")
    {
        using var document = JsonDocument.Parse(host.Run($"ip {options} -j link show dev {name}"));
        return document.RootElement.EnumerateArray().Single(static e => e.TryGetProperty("ifindex", out _)).Clone();
    }

    /// <summary>Every property of an object that ip prints is what the library read; a property the library has no word for fails the test.</summary>
    internal static void AssertSame(JsonElement printed, IReadOnlyDictionary<string, object?> read, params string[] ignored)
    {
        Assert.Multiple(() =>
        {
            foreach (var property in printed.EnumerateObject().Where(p => !ignored.Contains(p.Name)))
            {
                Assert.That(read.ContainsKey(property.Name), Is.True, $"{property.Name} = {property.Value} is not read");
                Assert.That(Word(read.GetValueOrDefault(property.Name)), Is.EqualTo(property.Value.ToString()).IgnoreCase, property.Name);
            }
        });
    }

    internal static Dictionary<string, object?> Details(Link link)
    {
        var details = link.Details!;
        return new()
        {
            ["qdisc"] = details.QueueingDiscipline, ["linkmode"] = details.Mode, ["promiscuity"] = details.Promiscuity, ["allmulti"] = details.AllMulticast,
            ["min_mtu"] = details.MinimumMtu, ["max_mtu"] = details.MaximumMtu, ["num_tx_queues"] = details.TxQueues, ["num_rx_queues"] = details.RxQueues,
            ["gso_max_size"] = details.GsoMaxSize, ["gso_max_segs"] = details.GsoMaxSegments, ["gro_max_size"] = details.GroMaxSize, ["tso_max_size"] = details.TsoMaxSize,
            ["tso_max_segs"] = details.TsoMaxSegments, ["broadcast"] = details.BroadcastAddress, ["permaddr"] = details.PermanentAddress,
            ["link_type"] = details.Layer switch { LinkLayer.Ethernet => "ether", var other => other },
            ["inet6_addr_gen_mode"] = details.AddressGenerationMode switch
            {
                AddressGenerationMode.HardwareAddress => "eui64", AddressGenerationMode.StableSecret => "stable_secret", var other => other,
            },
            ["altnames"] = details.AlternativeNames.Count == 0 ? null : "[" + string.Join(',', details.AlternativeNames.Select(static n => $"\"{n}\"")) + "]",
            ["proto_down"] = details.IsProtocolDown, ["ifindex"] = link.Index.Value, ["ifname"] = link.Name, ["mtu"] = link.Mtu, ["operstate"] = link.OperationalState,
            ["group"] = link.Group == 0 ? "default" : link.Group, ["txqlen"] = link.TxQueueLength, ["address"] = link.HardwareAddress, ["ifalias"] = link.Alias,
        };
    }

    internal static Dictionary<string, object?> Bridge(BridgeData b) => new()
    {
        ["forward_delay"] = Ticks(b.ForwardDelay), ["hello_time"] = Ticks(b.HelloTime), ["max_age"] = Ticks(b.MaxAge), ["ageing_time"] = Ticks(b.AgeingTime),
        ["stp_state"] = Bit(b.SpanningTree), ["priority"] = b.Priority, ["vlan_filtering"] = Bit(b.VlanFiltering), ["vlan_protocol"] = VlanWord(b.VlanProtocol),
        ["vlan_default_pvid"] = b.VlanDefaultPvid, ["vlan_stats_enabled"] = Bit(b.VlanStatistics), ["vlan_stats_per_port"] = Bit(b.VlanStatisticsPerPort),
        ["bridge_id"] = IdWord(b.Id), ["root_id"] = IdWord(b.RootId), ["root_port"] = b.RootPort, ["root_path_cost"] = b.RootPathCost, ["topology_change"] = Bit(b.TopologyChange),
        ["topology_change_detected"] = Bit(b.TopologyChangeDetected), ["group_fwd_mask"] = b.GroupForwardMask == 0 ? "0" : $"0x{b.GroupForwardMask:x}",
        ["group_addr"] = b.GroupAddress, ["no_linklocal_learn"] = Bit(!b.LinkLocalLearning), ["mcast_vlan_snooping"] = Bit(b.MulticastVlanSnooping),
        ["mcast_snooping"] = Bit(b.MulticastSnooping), ["mcast_router"] = (int)b.MulticastRouter, ["mcast_query_use_ifaddr"] = Bit(b.MulticastQueryUsesLinkAddress),
        ["mcast_querier"] = Bit(b.MulticastQuerier), ["mcast_hash_max"] = b.MulticastHashMax, ["mcast_last_member_cnt"] = b.MulticastLastMemberCount,
        ["mcast_startup_query_cnt"] = b.MulticastStartupQueryCount, ["mcast_last_member_intvl"] = Ticks(b.MulticastLastMemberInterval),
        ["mcast_membership_intvl"] = Ticks(b.MulticastMembershipInterval), ["mcast_querier_intvl"] = Ticks(b.MulticastQuerierInterval),
        ["mcast_query_intvl"] = Ticks(b.MulticastQueryInterval), ["mcast_query_response_intvl"] = Ticks(b.MulticastQueryResponseInterval),
        ["mcast_startup_query_intvl"] = Ticks(b.MulticastStartupQueryInterval), ["mcast_stats_enabled"] = Bit(b.MulticastStatistics),
        ["mcast_igmp_version"] = b.IgmpVersion, ["mcast_mld_version"] = b.MldVersion, ["nf_call_iptables"] = Bit(b.CallIptables),
        ["nf_call_ip6tables"] = Bit(b.CallIp6tables), ["nf_call_arptables"] = Bit(b.CallArptables),
    };

    internal static Dictionary<string, object?> Port(BridgePortData p) => new()
    {
        ["state"] = p.State, ["priority"] = p.Priority, ["cost"] = p.Cost, ["hairpin"] = p.Hairpin, ["guard"] = p.Guard, ["root_block"] = p.RootBlock, ["fastleave"] = p.FastLeave,
        ["learning"] = p.Learning, ["flood"] = p.UnicastFlood, ["id"] = $"0x{p.Id:x}", ["no"] = $"0x{p.Number:x}", ["designated_port"] = p.DesignatedPort,
        ["designated_cost"] = p.DesignatedCost, ["bridge_id"] = IdWord(p.BridgeId), ["root_id"] = IdWord(p.RootId), ["topology_change_ack"] = Bit(p.TopologyChangeAcknowledged),
        ["config_pending"] = Bit(p.ConfigurationPending), ["proxy_arp"] = p.ProxyArp, ["proxy_arp_wifi"] = p.ProxyArpWifi, ["multicast_router"] = (int)p.MulticastRouter,
        ["mcast_flood"] = p.MulticastFlood, ["bcast_flood"] = p.BroadcastFlood, ["mcast_to_unicast"] = p.MulticastToUnicast, ["neigh_suppress"] = p.NeighborSuppression,
        ["group_fwd_mask"] = p.GroupForwardMask == 0 ? "0" : $"0x{p.GroupForwardMask:x}", ["group_fwd_mask_str"] = $"0x{p.GroupForwardMask:x}", ["vlan_tunnel"] = p.VlanTunnel, ["isolated"] = p.Isolated,
        ["locked"] = p.Locked, ["mcast_eht_hosts_limit"] = p.MulticastHostLimit, ["mcast_eht_hosts_cnt"] = p.MulticastHosts,
    };

    internal static Dictionary<string, object?> Vxlan(VxlanData v, string? link) => new()
    {
        ["id"] = v.Network, ["remote"] = v.Remote, ["remote6"] = v.Remote, ["group"] = v.Remote, ["group6"] = v.Remote, ["local"] = v.Local, ["local6"] = v.Local, ["link"] = link,
        ["port_range"] = $"{{\"low\":{v.SourcePorts.Low},\"high\":{v.SourcePorts.High}}}", ["port"] = v.Port, ["learning"] = v.Learning,
        ["tos"] = v.TypeOfService == 1 ? "0x1" : $"0x{v.TypeOfService:x}", ["ttl"] = v.InheritTimeToLive ? "inherit" : v.TimeToLive, ["df"] = v.DontFragment,
        ["ageing"] = (int)v.AgeingTime.TotalSeconds, ["limit"] = v.MaximumAddresses, ["label"] = $"0x{v.FlowLabel:x}", ["proxy"] = v.Proxy, ["rsc"] = v.RouteShortCircuit,
        ["l2miss"] = v.LinkMissNotification, ["l3miss"] = v.AddressMissNotification, ["udp_csum"] = v.UdpChecksum, ["udp_zero_csum6_tx"] = v.UdpZeroChecksum6Send,
        ["udp_zero_csum6_rx"] = v.UdpZeroChecksum6Receive, ["remcsum_tx"] = v.RemoteChecksumSend, ["remcsum_rx"] = v.RemoteChecksumReceive, ["gbp"] = v.GroupPolicy,
        ["gpe"] = v.ProtocolExtension, ["external"] = v.External, ["vnifilter"] = v.VniFilter,
    };

    internal static Dictionary<string, object?> Macvlan(MacvlanData m) => new()
    {
        ["mode"] = m.Mode is MacvlanMode.PassThrough ? "passthru" : m.Mode, ["nopromisc"] = m.NoPromiscuity, ["nodst"] = m.NoDestination, ["bcqueuelen"] = m.BroadcastQueueLength,
        ["usedbcqueuelen"] = m.BroadcastQueueLengthUsed, ["macaddr_count"] = m.Sources.Count,
        ["macaddr_data"] = "[" + string.Join(',', m.Sources.Select(static a => $"\"{a}\"")) + "]",
    };

    private static string Word(object? value) => value switch { null => "", bool b => b ? "True" : "False", _ => value.ToString()! };

    /// <summary>ip prints the bytes of these addresses without leading zeros.</summary>
    private static string IdWord(BridgeId id) =>
        $"{id.Priority:x4}." + string.Join(':', id.Address.ToString().Split(':').Select(static two => two.TrimStart('0') is { Length: > 0 } digits ? digits : "0"));

    private static string VlanWord(VlanProtocol protocol) => protocol is VlanProtocol.Service ? "802.1ad" : "802.1Q";

    private static long Ticks(TimeSpan time) => (long)(time.TotalMilliseconds / 10);

    private static int Bit(bool value) => value ? 1 : 0;
}

using NetController.Netlink.Protocol;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>A software bridge to be made; <c>ip link add NAME type bridge</c> (ip-link(8)).</summary>
public sealed record BridgeSpec : LinkSpec
{
    /// <summary>Names the bridge.</summary>
    /// <param name="name">1 to 15 bytes without blanks, <c>/</c>, <c>:</c> and <c>%</c>.</param>
    /// <exception cref="ArgumentException">The name breaks one of these rules; the message says which.</exception>
    public BridgeSpec(string name)
        : base(name)
    {
    }

    /// <summary>Its settings, or null for the kernel's defaults.</summary>
    public BridgeSettings? Settings { get; init; }

    internal override string Kind => LinkKind.Bridge.Name;

    internal override bool HasData => Settings is not null;

    internal override (int Minimum, int Maximum) MtuRange => EthernetMtu;

    internal override void EncodeData(MessageBuilder request) => Settings?.Encode(request);
}

/// <summary>Settings of a bridge; what is null stays as it is. The words are those of <c>ip link set type bridge</c>.</summary>
public sealed record BridgeSettings : LinkSettings
{
    /// <summary>How long a port listens and learns before it forwards; 2 to 30 s with spanning tree, in steps of 10 ms. <c>forward_delay</c>.</summary>
    public TimeSpan? ForwardDelay { get; init => field = ClockTicks.Check(value, nameof(ForwardDelay)); }

    /// <summary>How often the root bridge announces itself; 1 to 10 s. <c>hello_time</c>.</summary>
    public TimeSpan? HelloTime { get; init => field = Limit.Check(value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), nameof(HelloTime)); }

    /// <summary>After how long of silence the root bridge is taken to be gone; 6 to 40 s. <c>max_age</c>.</summary>
    public TimeSpan? MaxAge { get; init => field = Limit.Check(value, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(40), nameof(MaxAge)); }

    /// <summary>How long a learned address is kept, in steps of 10 ms; zero forgets at once. <c>ageing_time</c>.</summary>
    public TimeSpan? AgeingTime { get; init => field = ClockTicks.Check(value, nameof(AgeingTime)); }

    /// <summary>Whether to run the spanning tree protocol. <c>stp_state</c>.</summary>
    public bool? SpanningTree { get; init; }

    /// <summary>The bridge priority in the spanning tree; lower wins. <c>priority</c>.</summary>
    public ushort? Priority { get; init; }

    /// <summary>Whether ports are filtered by VLAN. <c>vlan_filtering</c>.</summary>
    public bool? VlanFiltering { get; init; }

    /// <summary>The kind of tags that are filtered; 802.1Q by default. <c>vlan_protocol</c>.</summary>
    public VlanProtocol? VlanProtocol { get; init => field = Limit.Known(value, nameof(VlanProtocol)); }

    /// <summary>The VLAN of untagged frames, up to 4094; 0 for none. <c>vlan_default_pvid</c>.</summary>
    public ushort? VlanDefaultPvid { get; init => field = Limit.Check(value, (ushort)0, Limit.HighestVlan, nameof(VlanDefaultPvid)); }

    /// <summary>Whether traffic is counted by VLAN. <c>vlan_stats_enabled</c>.</summary>
    public bool? VlanStatistics { get; init; }

    /// <summary>Whether that is done by port too; only while no port has a VLAN. <c>vlan_stats_per_port</c>.</summary>
    public bool? VlanStatisticsPerPort { get; init; }

    /// <summary>Which link-local multicast groups are forwarded, a bit each; the lowest three cannot be. <c>group_fwd_mask</c>.</summary>
    public ushort? GroupForwardMask { get; init => field = CheckMask(value, nameof(GroupForwardMask)); }

    /// <summary>The address spanning tree messages are sent to: <c>01:80:c2:00:00:00</c>, or one ending in 4 to f. <c>group_address</c>.</summary>
    public HardwareAddress? GroupAddress { get; init => field = CheckGroup(value, nameof(GroupAddress)); }

    /// <summary>Whether addresses are learned from link-local frames too; the opposite of <c>no_linklocal_learn</c>.</summary>
    public bool? LinkLocalLearning { get; init; }

    /// <summary>How many addresses may be learned; 0, the default, for any number. Linux 6.8; <c>fdb_max_learned</c>.</summary>
    public uint? MaximumLearnedAddresses { get; init; }

    /// <summary>Whether multicast goes only to ports that asked for it. <c>mcast_snooping</c>.</summary>
    public bool? MulticastSnooping { get; init; }

    /// <summary>Whether that is done by VLAN. <c>mcast_vlan_snooping</c>.</summary>
    public bool? MulticastVlanSnooping { get; init; }

    /// <summary>Whether the bridge itself is taken for a multicast router. <c>mcast_router</c>.</summary>
    public BridgeMulticastRouter? MulticastRouter { get; init => field = Limit.Known(value, nameof(MulticastRouter)); }

    /// <summary>Whether the bridge asks who listens, where no router does. <c>mcast_querier</c>.</summary>
    public bool? MulticastQuerier { get; init; }

    /// <summary>Whether such questions bear the bridge's own IPv4 address instead of 0.0.0.0. <c>mcast_query_use_ifaddr</c>.</summary>
    public bool? MulticastQueryUsesLinkAddress { get; init; }

    /// <summary>How many multicast groups are kept at most. <c>mcast_hash_max</c>.</summary>
    public uint? MulticastHashMax { get; init; }

    /// <summary>How often is asked before a group is taken to have no members. <c>mcast_last_member_count</c>.</summary>
    public uint? MulticastLastMemberCount { get; init; }

    /// <summary>How many questions are asked at the start. <c>mcast_startup_query_count</c>.</summary>
    public uint? MulticastStartupQueryCount { get; init; }

    /// <summary>The time between those questions. <c>mcast_last_member_interval</c>.</summary>
    public TimeSpan? MulticastLastMemberInterval { get; init => field = ClockTicks.Check(value, nameof(MulticastLastMemberInterval)); }

    /// <summary>After how long of silence a member is forgotten. <c>mcast_membership_interval</c>.</summary>
    public TimeSpan? MulticastMembershipInterval { get; init => field = ClockTicks.Check(value, nameof(MulticastMembershipInterval)); }

    /// <summary>After how long of silence another querier is taken to be gone. <c>mcast_querier_interval</c>.</summary>
    public TimeSpan? MulticastQuerierInterval { get; init => field = ClockTicks.Check(value, nameof(MulticastQuerierInterval)); }

    /// <summary>The time between questions; at least 1 s. <c>mcast_query_interval</c>.</summary>
    public TimeSpan? MulticastQueryInterval { get; init => field = ClockTicks.Check(value, nameof(MulticastQueryInterval)); }

    /// <summary>How long members may take to answer. <c>mcast_query_response_interval</c>.</summary>
    public TimeSpan? MulticastQueryResponseInterval { get; init => field = ClockTicks.Check(value, nameof(MulticastQueryResponseInterval)); }

    /// <summary>The time between questions at the start; at least 1 s. <c>mcast_startup_query_interval</c>.</summary>
    public TimeSpan? MulticastStartupQueryInterval { get; init => field = ClockTicks.Check(value, nameof(MulticastStartupQueryInterval)); }

    /// <summary>Whether multicast messages are counted. <c>mcast_stats_enabled</c>.</summary>
    public bool? MulticastStatistics { get; init; }

    /// <summary>The version of IGMP that is spoken; 2 or 3. <c>mcast_igmp_version</c>.</summary>
    public byte? IgmpVersion { get; init => field = Limit.Check(value, (byte)2, (byte)3, nameof(IgmpVersion)); }

    /// <summary>The version of MLD that is spoken; 1 or 2. <c>mcast_mld_version</c>.</summary>
    public byte? MldVersion { get; init => field = Limit.Check(value, (byte)1, (byte)2, nameof(MldVersion)); }

    /// <summary>Whether bridged IPv4 frames pass iptables; needs the module br_netfilter. <c>nf_call_iptables</c>.</summary>
    public bool? CallIptables { get; init; }

    /// <summary>Whether bridged IPv6 frames pass ip6tables; needs the module br_netfilter. <c>nf_call_ip6tables</c>.</summary>
    public bool? CallIp6tables { get; init; }

    /// <summary>Whether bridged ARP frames pass arptables; needs the module br_netfilter. <c>nf_call_arptables</c>.</summary>
    public bool? CallArptables { get; init; }

    internal override string Kind => LinkKind.Bridge.Name;

    internal override void Encode(MessageBuilder request)
    {
        request.WriteTicks32(IFLA_BR.FORWARD_DELAY, ForwardDelay);
        request.WriteTicks32(IFLA_BR.HELLO_TIME, HelloTime);
        request.WriteTicks32(IFLA_BR.MAX_AGE, MaxAge);
        request.WriteTicks32(IFLA_BR.AGEING_TIME, AgeingTime);
        request.WriteOptional(IFLA_BR.STP_STATE, SpanningTree is { } spanningTree ? (spanningTree ? 1u : 0u) : (uint?)null);
        request.WriteOptional(IFLA_BR.PRIORITY, Priority);
        request.WriteOptional(IFLA_BR.VLAN_FILTERING, VlanFiltering);
        VlanProtocols.Write(request, IFLA_BR.VLAN_PROTOCOL, VlanProtocol);
        request.WriteOptional(IFLA_BR.VLAN_DEFAULT_PVID, VlanDefaultPvid);
        request.WriteOptional(IFLA_BR.VLAN_STATS_ENABLED, VlanStatistics);
        request.WriteOptional(IFLA_BR.VLAN_STATS_PER_PORT, VlanStatisticsPerPort);
        request.WriteOptional(IFLA_BR.GROUP_FWD_MASK, GroupForwardMask);
        request.WriteOptional(IFLA_BR.GROUP_ADDR, GroupAddress);
        request.WriteOptional(IFLA_BR.FDB_MAX_LEARNED, MaximumLearnedAddresses);
        EncodeMulticast(request);
        request.WriteOptional(IFLA_BR.NF_CALL_IPTABLES, CallIptables);
        request.WriteOptional(IFLA_BR.NF_CALL_IP6TABLES, CallIp6tables);
        request.WriteOptional(IFLA_BR.NF_CALL_ARPTABLES, CallArptables);
        EncodeOptions(request);
    }

    private void EncodeMulticast(MessageBuilder request)
    {
        request.WriteOptional(IFLA_BR.MCAST_SNOOPING, MulticastSnooping);
        request.WriteOptional(IFLA_BR.MCAST_ROUTER, (byte?)MulticastRouter);
        request.WriteOptional(IFLA_BR.MCAST_QUERIER, MulticastQuerier);
        request.WriteOptional(IFLA_BR.MCAST_QUERY_USE_IFADDR, MulticastQueryUsesLinkAddress);
        request.WriteOptional(IFLA_BR.MCAST_HASH_MAX, MulticastHashMax);
        request.WriteOptional(IFLA_BR.MCAST_LAST_MEMBER_CNT, MulticastLastMemberCount);
        request.WriteOptional(IFLA_BR.MCAST_STARTUP_QUERY_CNT, MulticastStartupQueryCount);
        request.WriteTicks64(IFLA_BR.MCAST_LAST_MEMBER_INTVL, MulticastLastMemberInterval);
        request.WriteTicks64(IFLA_BR.MCAST_MEMBERSHIP_INTVL, MulticastMembershipInterval);
        request.WriteTicks64(IFLA_BR.MCAST_QUERIER_INTVL, MulticastQuerierInterval);
        request.WriteTicks64(IFLA_BR.MCAST_QUERY_INTVL, MulticastQueryInterval);
        request.WriteTicks64(IFLA_BR.MCAST_QUERY_RESPONSE_INTVL, MulticastQueryResponseInterval);
        request.WriteTicks64(IFLA_BR.MCAST_STARTUP_QUERY_INTVL, MulticastStartupQueryInterval);
        request.WriteOptional(IFLA_BR.MCAST_STATS_ENABLED, MulticastStatistics);
        request.WriteOptional(IFLA_BR.MCAST_IGMP_VERSION, IgmpVersion);
        request.WriteOptional(IFLA_BR.MCAST_MLD_VERSION, MldVersion);
    }

    /// <summary>The options that share one attribute: a bit each, and which bits are meant.</summary>
    private void EncodeOptions(MessageBuilder request)
    {
        var options = default(br_boolopt_multi);
        Set(ref options, BR_BOOLOPT.NO_LL_LEARN, !LinkLocalLearning);
        Set(ref options, BR_BOOLOPT.MCAST_VLAN_SNOOPING, MulticastVlanSnooping);
        if (options.optmask != 0)
        {
            request.WriteStructure(IFLA_BR.MULTI_BOOLOPT, in options);
        }
    }

    private static void Set(ref br_boolopt_multi options, BR_BOOLOPT option, bool? value)
    {
        if (value is { } on)
        {
            var bit = 1u << (int)option;
            options.optmask |= bit;
            options.optval |= on ? bit : 0;
        }
    }

    private static ushort? CheckMask(ushort? mask, string parameter) =>
        (mask & 0b111) is null or 0
            ? mask
            : throw new ArgumentException("Spanning tree, pause and aggregation frames are never forwarded: the lowest three bits of the mask are 0.", parameter);

    private static HardwareAddress? CheckGroup(HardwareAddress? address, string parameter)
    {
        if (address is not { } group)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[HardwareAddress.MaximumLength];
        group.CopyTo(bytes);
        return group.Length == 6 && bytes.StartsWith<byte>([0x01, 0x80, 0xc2, 0x00, 0x00]) && bytes[5] is 0 or (>= 4 and <= 15)
            ? address
            : throw new ArgumentException($"{group} is no group address of a bridge: those are 01:80:c2:00:00:00 and 01:80:c2:00:00:04 to 0f.", parameter);
    }
}

/// <content>The bridge.</content>
internal sealed partial class LinkKind
{
    internal static readonly LinkKind Bridge = Register("bridge", static data => new BridgeData(data), All);
}

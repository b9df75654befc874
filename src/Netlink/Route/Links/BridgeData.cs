using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>What the kernel tells about a bridge; the settings are those of <see cref="BridgeSettings"/>.</summary>
public sealed record BridgeData : LinkData
{
    /// <summary>Describes a bridge by hand, for example to compare with.</summary>
    public BridgeData()
        : base(LinkKind.Bridge.Name)
    {
    }

    internal BridgeData(ReadOnlySpan<byte> data)
        : this()
    {
        var attributes = new AttributeReader<IFLA_BR>(data);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_BR.FORWARD_DELAY: ForwardDelay = ClockTicks.FromTicks(attributes.GetUInt32()); break;
                case IFLA_BR.HELLO_TIME: HelloTime = ClockTicks.FromTicks(attributes.GetUInt32()); break;
                case IFLA_BR.MAX_AGE: MaxAge = ClockTicks.FromTicks(attributes.GetUInt32()); break;
                case IFLA_BR.AGEING_TIME: AgeingTime = ClockTicks.FromTicks(attributes.GetUInt32()); break;
                case IFLA_BR.STP_STATE: SpanningTree = attributes.GetUInt32() != 0; break;
                case IFLA_BR.PRIORITY: Priority = attributes.GetUInt16(); break;
                case IFLA_BR.VLAN_FILTERING: VlanFiltering = attributes.GetBoolean(); break;
                case IFLA_BR.VLAN_PROTOCOL: VlanProtocol = (VlanProtocol)attributes.GetUInt16BigEndian(); break;
                case IFLA_BR.VLAN_DEFAULT_PVID: VlanDefaultPvid = attributes.GetUInt16(); break;
                case IFLA_BR.VLAN_STATS_ENABLED: VlanStatistics = attributes.GetBoolean(); break;
                case IFLA_BR.VLAN_STATS_PER_PORT: VlanStatisticsPerPort = attributes.GetBoolean(); break;
                case IFLA_BR.GROUP_FWD_MASK: GroupForwardMask = attributes.GetUInt16(); break;
                case IFLA_BR.GROUP_ADDR: GroupAddress = attributes.GetHardwareAddress(); break;
                case IFLA_BR.FDB_MAX_LEARNED: MaximumLearnedAddresses = attributes.GetUInt32(); break;
                case IFLA_BR.MCAST_SNOOPING: MulticastSnooping = attributes.GetBoolean(); break;
                case IFLA_BR.MCAST_ROUTER: MulticastRouter = (BridgeMulticastRouter)attributes.GetByte(); break;
                case IFLA_BR.MCAST_QUERIER: MulticastQuerier = attributes.GetBoolean(); break;
                case IFLA_BR.MCAST_QUERY_USE_IFADDR: MulticastQueryUsesLinkAddress = attributes.GetBoolean(); break;
                case IFLA_BR.MCAST_HASH_MAX: MulticastHashMax = attributes.GetUInt32(); break;
                case IFLA_BR.MCAST_LAST_MEMBER_CNT: MulticastLastMemberCount = attributes.GetUInt32(); break;
                case IFLA_BR.MCAST_STARTUP_QUERY_CNT: MulticastStartupQueryCount = attributes.GetUInt32(); break;
                case IFLA_BR.MCAST_LAST_MEMBER_INTVL: MulticastLastMemberInterval = ClockTicks.FromTicks(attributes.GetUInt64()); break;
                case IFLA_BR.MCAST_MEMBERSHIP_INTVL: MulticastMembershipInterval = ClockTicks.FromTicks(attributes.GetUInt64()); break;
                case IFLA_BR.MCAST_QUERIER_INTVL: MulticastQuerierInterval = ClockTicks.FromTicks(attributes.GetUInt64()); break;
                case IFLA_BR.MCAST_QUERY_INTVL: MulticastQueryInterval = ClockTicks.FromTicks(attributes.GetUInt64()); break;
                case IFLA_BR.MCAST_QUERY_RESPONSE_INTVL: MulticastQueryResponseInterval = ClockTicks.FromTicks(attributes.GetUInt64()); break;
                case IFLA_BR.MCAST_STARTUP_QUERY_INTVL: MulticastStartupQueryInterval = ClockTicks.FromTicks(attributes.GetUInt64()); break;
                case IFLA_BR.MCAST_STATS_ENABLED: MulticastStatistics = attributes.GetBoolean(); break;
                case IFLA_BR.MCAST_IGMP_VERSION: IgmpVersion = attributes.GetByte(); break;
                case IFLA_BR.MCAST_MLD_VERSION: MldVersion = attributes.GetByte(); break;
                case IFLA_BR.NF_CALL_IPTABLES: CallIptables = attributes.GetBoolean(); break;
                case IFLA_BR.NF_CALL_IP6TABLES: CallIp6tables = attributes.GetBoolean(); break;
                case IFLA_BR.NF_CALL_ARPTABLES: CallArptables = attributes.GetBoolean(); break;
                case IFLA_BR.MULTI_BOOLOPT: (LinkLocalLearning, MulticastVlanSnooping) = ReadOptions(attributes.GetStructure<br_boolopt_multi>()); break;
                case IFLA_BR.ROOT_ID: RootId = BridgeId.Read(attributes.Value); break;
                case IFLA_BR.BRIDGE_ID: Id = BridgeId.Read(attributes.Value); break;
                case IFLA_BR.ROOT_PORT: RootPort = attributes.GetUInt16(); break;
                case IFLA_BR.ROOT_PATH_COST: RootPathCost = attributes.GetUInt32(); break;
                case IFLA_BR.TOPOLOGY_CHANGE: TopologyChange = attributes.GetBoolean(); break;
                case IFLA_BR.TOPOLOGY_CHANGE_DETECTED: TopologyChangeDetected = attributes.GetBoolean(); break;
                case IFLA_BR.HELLO_TIMER: HelloTimer = ClockTicks.FromTicks(attributes.GetUInt64()); break;
                case IFLA_BR.TCN_TIMER: TopologyChangeNotificationTimer = ClockTicks.FromTicks(attributes.GetUInt64()); break;
                case IFLA_BR.TOPOLOGY_CHANGE_TIMER: TopologyChangeTimer = ClockTicks.FromTicks(attributes.GetUInt64()); break;
                case IFLA_BR.GC_TIMER: AgeingTimer = ClockTicks.FromTicks(attributes.GetUInt64()); break;
                case IFLA_BR.FDB_N_LEARNED: LearnedAddresses = attributes.GetUInt32(); break;
            }
        }
    }

    /// <inheritdoc cref="BridgeSettings.ForwardDelay"/>
    public TimeSpan ForwardDelay { get; init; }

    /// <inheritdoc cref="BridgeSettings.HelloTime"/>
    public TimeSpan HelloTime { get; init; }

    /// <inheritdoc cref="BridgeSettings.MaxAge"/>
    public TimeSpan MaxAge { get; init; }

    /// <inheritdoc cref="BridgeSettings.AgeingTime"/>
    public TimeSpan AgeingTime { get; init; }

    /// <inheritdoc cref="BridgeSettings.SpanningTree"/>
    public bool SpanningTree { get; init; }

    /// <inheritdoc cref="BridgeSettings.Priority"/>
    public ushort Priority { get; init; }

    /// <inheritdoc cref="BridgeSettings.VlanFiltering"/>
    public bool VlanFiltering { get; init; }

    /// <inheritdoc cref="BridgeSettings.VlanProtocol"/>
    public VlanProtocol VlanProtocol { get; init; }

    /// <inheritdoc cref="BridgeSettings.VlanDefaultPvid"/>
    public ushort VlanDefaultPvid { get; init; }

    /// <inheritdoc cref="BridgeSettings.VlanStatistics"/>
    public bool VlanStatistics { get; init; }

    /// <inheritdoc cref="BridgeSettings.VlanStatisticsPerPort"/>
    public bool VlanStatisticsPerPort { get; init; }

    /// <inheritdoc cref="BridgeSettings.GroupForwardMask"/>
    public ushort GroupForwardMask { get; init; }

    /// <inheritdoc cref="BridgeSettings.GroupAddress"/>
    public HardwareAddress GroupAddress { get; init; }

    /// <inheritdoc cref="BridgeSettings.LinkLocalLearning"/>
    public bool LinkLocalLearning { get; init; } = true;

    /// <inheritdoc cref="BridgeSettings.MaximumLearnedAddresses"/>
    public uint MaximumLearnedAddresses { get; init; }

    /// <inheritdoc cref="BridgeSettings.MulticastSnooping"/>
    public bool MulticastSnooping { get; init; }

    /// <inheritdoc cref="BridgeSettings.MulticastVlanSnooping"/>
    public bool MulticastVlanSnooping { get; init; }

    /// <inheritdoc cref="BridgeSettings.MulticastRouter"/>
    public BridgeMulticastRouter MulticastRouter { get; init; }

    /// <inheritdoc cref="BridgeSettings.MulticastQuerier"/>
    public bool MulticastQuerier { get; init; }

    /// <inheritdoc cref="BridgeSettings.MulticastQueryUsesLinkAddress"/>
    public bool MulticastQueryUsesLinkAddress { get; init; }

    /// <inheritdoc cref="BridgeSettings.MulticastHashMax"/>
    public uint MulticastHashMax { get; init; }

    /// <inheritdoc cref="BridgeSettings.MulticastLastMemberCount"/>
    public uint MulticastLastMemberCount { get; init; }

    /// <inheritdoc cref="BridgeSettings.MulticastStartupQueryCount"/>
    public uint MulticastStartupQueryCount { get; init; }

    /// <inheritdoc cref="BridgeSettings.MulticastLastMemberInterval"/>
    public TimeSpan MulticastLastMemberInterval { get; init; }

    /// <inheritdoc cref="BridgeSettings.MulticastMembershipInterval"/>
    public TimeSpan MulticastMembershipInterval { get; init; }

    /// <inheritdoc cref="BridgeSettings.MulticastQuerierInterval"/>
    public TimeSpan MulticastQuerierInterval { get; init; }

    /// <inheritdoc cref="BridgeSettings.MulticastQueryInterval"/>
    public TimeSpan MulticastQueryInterval { get; init; }

    /// <inheritdoc cref="BridgeSettings.MulticastQueryResponseInterval"/>
    public TimeSpan MulticastQueryResponseInterval { get; init; }

    /// <inheritdoc cref="BridgeSettings.MulticastStartupQueryInterval"/>
    public TimeSpan MulticastStartupQueryInterval { get; init; }

    /// <inheritdoc cref="BridgeSettings.MulticastStatistics"/>
    public bool MulticastStatistics { get; init; }

    /// <inheritdoc cref="BridgeSettings.IgmpVersion"/>
    public byte IgmpVersion { get; init; }

    /// <inheritdoc cref="BridgeSettings.MldVersion"/>
    public byte MldVersion { get; init; }

    /// <inheritdoc cref="BridgeSettings.CallIptables"/>
    public bool CallIptables { get; init; }

    /// <inheritdoc cref="BridgeSettings.CallIp6tables"/>
    public bool CallIp6tables { get; init; }

    /// <inheritdoc cref="BridgeSettings.CallArptables"/>
    public bool CallArptables { get; init; }

    /// <summary>The bridge that is the root of the spanning tree; this one without the protocol. <c>root_id</c>.</summary>
    public BridgeId RootId { get; init; }

    /// <summary>Its own name in the spanning tree. <c>bridge_id</c>.</summary>
    public BridgeId Id { get; init; }

    /// <summary>The number of the port towards the root; 0 at the root. <c>root_port</c>.</summary>
    public ushort RootPort { get; init; }

    /// <summary>The cost of the way to the root. <c>root_path_cost</c>.</summary>
    public uint RootPathCost { get; init; }

    /// <summary>Whether the tree is changing. <c>topology_change</c>.</summary>
    public bool TopologyChange { get; init; }

    /// <summary>Whether this bridge saw it change. <c>topology_change_detected</c>.</summary>
    public bool TopologyChangeDetected { get; init; }

    /// <summary>The time left to the next announcement. <c>hello_timer</c>.</summary>
    public TimeSpan HelloTimer { get; init; }

    /// <summary>The time left to the next notification of a change. <c>tcn_timer</c>.</summary>
    public TimeSpan TopologyChangeNotificationTimer { get; init; }

    /// <summary>The time left of a change. <c>topology_change_timer</c>.</summary>
    public TimeSpan TopologyChangeTimer { get; init; }

    /// <summary>The time left to the next removal of old addresses. <c>gc_timer</c>.</summary>
    public TimeSpan AgeingTimer { get; init; }

    /// <summary>How many addresses are learned at present. Linux 6.8; <c>fdb_n_learned</c>.</summary>
    public uint LearnedAddresses { get; init; }

    private static (bool LinkLocalLearning, bool MulticastVlanSnooping) ReadOptions(br_boolopt_multi options) =>
        ((options.optval & (1u << (int)BR_BOOLOPT.NO_LL_LEARN)) == 0, (options.optval & (1u << (int)BR_BOOLOPT.MCAST_VLAN_SNOOPING)) != 0);
}

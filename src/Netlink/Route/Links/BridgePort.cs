using NetController.Netlink.Protocol;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>Settings of a port of a bridge; what is null stays as it is. <c>bridge link set</c> (bridge(8)).</summary>
public sealed record BridgePortSettings : LinkPortSettings
{
    /// <summary>
    /// Whether it takes part. The kernel refuses to be told while it runs spanning tree itself or the link is not operational. Set by a request of its own after the
    /// others, since the kernel switches a disabled port on again with each change of the link. <c>state</c>.
    /// </summary>
    public BridgePortState? State { get; init => field = Limit.Known(value, nameof(State)); }

    /// <summary>The port priority in the spanning tree, 0 to 63; lower wins. <c>priority</c>.</summary>
    public ushort? Priority { get; init => field = Limit.Check(value, (ushort)0, (ushort)63, nameof(Priority)); }

    /// <summary>The cost of the way through it, 1 to 65535. <c>cost</c>.</summary>
    public uint? Cost { get; init => field = Limit.Check(value, 1u, 65535u, nameof(Cost)); }

    /// <summary>Whether a frame may leave by the port it came in by. <c>hairpin</c>.</summary>
    public bool? Hairpin { get; init; }

    /// <summary>Whether spanning tree messages that come in are dropped. <c>guard</c>.</summary>
    public bool? Guard { get; init; }

    /// <summary>Whether it may never lead to the root bridge. <c>root_block</c>.</summary>
    public bool? RootBlock { get; init; }

    /// <summary>Whether a multicast group is left as soon as a member says so. <c>fastleave</c>.</summary>
    public bool? FastLeave { get; init; }

    /// <summary>Whether addresses are learned from traffic. <c>learning</c>.</summary>
    public bool? Learning { get; init; }

    /// <summary>Whether frames to unknown addresses are sent to this port. <c>flood</c>.</summary>
    public bool? UnicastFlood { get; init; }

    /// <summary>Whether multicast nobody asked for is sent to this port. <c>mcast_flood</c>.</summary>
    public bool? MulticastFlood { get; init; }

    /// <summary>Whether broadcast is sent to this port. <c>bcast_flood</c>.</summary>
    public bool? BroadcastFlood { get; init; }

    /// <summary>Whether multicast is sent as one frame for each member. <c>mcast_to_unicast</c>.</summary>
    public bool? MulticastToUnicast { get; init; }

    /// <summary>Whether it is taken for the way to a multicast router. <c>mcast_router</c>.</summary>
    public BridgeMulticastRouter? MulticastRouter { get; init => field = Limit.Known(value, nameof(MulticastRouter)); }

    /// <summary>How many multicast groups its members may join; 0 for any number. Linux 6.3; <c>mcast_max_groups</c>.</summary>
    public uint? MulticastGroupLimit { get; init; }

    /// <summary>How many members are told apart, at least 1. <c>mcast_eht_hosts_limit</c>.</summary>
    public uint? MulticastHostLimit { get; init => field = Limit.Check(value, 1u, uint.MaxValue, nameof(MulticastHostLimit)); }

    /// <summary>Whether the bridge answers ARP requests that would go out here, as far as it knows the answer. <c>proxy_arp</c>.</summary>
    public bool? ProxyArp { get; init; }

    /// <summary>The same with the rules of IEEE 802.11 and Hotspot 2.0. <c>proxy_arp_wifi</c>.</summary>
    public bool? ProxyArpWifi { get; init; }

    /// <summary>Whether the bridge answers ARP and neighbour requests itself and lets none of those out here. <c>neigh_suppress</c>.</summary>
    public bool? NeighborSuppression { get; init; }

    /// <summary>Whether that is decided by VLAN. Linux 6.4; <c>neigh_vlan_suppress</c>.</summary>
    public bool? NeighborSuppressionByVlan { get; init; }

    /// <summary>Whether the port may reach only ports that are not isolated. <c>isolated</c>.</summary>
    public bool? Isolated { get; init; }

    /// <summary>Whether only senders with an entry in the forwarding table may enter. <c>locked</c>.</summary>
    public bool? Locked { get; init; }

    /// <summary>Whether a locked port still learns who tried, as locked entries; needs learning. Linux 6.2; <c>mab</c>.</summary>
    public bool? AuthenticationBypass { get; init; }

    /// <summary>Whether VLANs are mapped to tunnels. <c>vlan_tunnel</c>.</summary>
    public bool? VlanTunnel { get; init; }

    /// <summary>Which link-local multicast groups are forwarded, a bit each. <c>group_fwd_mask</c>.</summary>
    public ushort? GroupForwardMask { get; init; }

    /// <summary>The port that takes its traffic while it has no carrier; <see cref="LinkIndex.None"/> for none. <c>backup_port</c>.</summary>
    public LinkIndex? BackupPort { get; init; }

    /// <summary>Whether to forget the addresses learned here, once. <c>ip link set type bridge_slave fdb_flush</c>.</summary>
    public bool FlushAddresses { get; init; }

    internal override string Kind => LinkKind.BridgePort.Name;

    internal override bool NeedsOwnRequest => State is not null;

    // ifinfomsg of AF_BRIDGE IFLA_PROTINFO { IFLA_BRPORT_STATE }
    internal override void EncodeOwnRequest(MessageBuilder request, LinkIndex port)
    {
        request.Next((ushort)RTM.SETLINK, MessageFlags.None, new("bridge link set", null, -1, port));
        request.WriteHeader(new ifinfomsg { ifi_family = (byte)AF.BRIDGE, ifi_index = port.Value });
        using var settings = request.Nest(IFLA.PROTINFO);
        request.WriteOptional(IFLA_BRPORT.STATE, (byte?)State);
    }

    internal override void Encode(MessageBuilder request)
    {
        request.WriteOptional(IFLA_BRPORT.PRIORITY, Priority);
        request.WriteOptional(IFLA_BRPORT.COST, Cost);
        request.WriteOptional(IFLA_BRPORT.MODE, Hairpin);
        request.WriteOptional(IFLA_BRPORT.ISOLATED, Isolated);
        request.WriteOptional(IFLA_BRPORT.GUARD, Guard);
        request.WriteOptional(IFLA_BRPORT.PROTECT, RootBlock);
        request.WriteOptional(IFLA_BRPORT.FAST_LEAVE, FastLeave);
        request.WriteOptional(IFLA_BRPORT.LEARNING, Learning);
        request.WriteOptional(IFLA_BRPORT.UNICAST_FLOOD, UnicastFlood);
        request.WriteOptional(IFLA_BRPORT.MCAST_FLOOD, MulticastFlood);
        request.WriteOptional(IFLA_BRPORT.BCAST_FLOOD, BroadcastFlood);
        request.WriteOptional(IFLA_BRPORT.MCAST_TO_UCAST, MulticastToUnicast);
        request.WriteOptional(IFLA_BRPORT.MULTICAST_ROUTER, (byte?)MulticastRouter);
        request.WriteOptional(IFLA_BRPORT.MCAST_MAX_GROUPS, MulticastGroupLimit);
        request.WriteOptional(IFLA_BRPORT.MCAST_EHT_HOSTS_LIMIT, MulticastHostLimit);
        request.WriteOptional(IFLA_BRPORT.PROXYARP, ProxyArp);
        request.WriteOptional(IFLA_BRPORT.PROXYARP_WIFI, ProxyArpWifi);
        request.WriteOptional(IFLA_BRPORT.NEIGH_SUPPRESS, NeighborSuppression);
        request.WriteOptional(IFLA_BRPORT.NEIGH_VLAN_SUPPRESS, NeighborSuppressionByVlan);
        request.WriteOptional(IFLA_BRPORT.LOCKED, Locked);
        request.WriteOptional(IFLA_BRPORT.MAB, AuthenticationBypass);
        request.WriteOptional(IFLA_BRPORT.VLAN_TUNNEL, VlanTunnel);
        request.WriteOptional(IFLA_BRPORT.GROUP_FWD_MASK, GroupForwardMask);
        request.WriteOptional(IFLA_BRPORT.BACKUP_PORT, BackupPort?.Value);
        if (FlushAddresses)
        {
            request.WriteFlag(IFLA_BRPORT.FLUSH);
        }
    }
}

/// <summary>The state of a port of a bridge (<c>BR_STATE_*</c>, linux/if_bridge.h).</summary>
public enum BridgePortState : byte
{
    /// <summary>Takes no part.</summary>
    Disabled = 0,

    /// <summary>Listens to the spanning tree only.</summary>
    Listening = 1,

    /// <summary>Learns addresses and forwards nothing.</summary>
    Learning = 2,

    /// <summary>Forwards.</summary>
    Forwarding = 3,

    /// <summary>Is kept out of a loop.</summary>
    Blocking = 4,
}

/// <summary>What the kernel tells about a port of a bridge; the settings are those of <see cref="BridgePortSettings"/>.</summary>
public sealed record BridgePortData : LinkData
{
    /// <summary>Describes a port by hand, for example to compare with.</summary>
    public BridgePortData()
        : base(LinkKind.BridgePort.Name)
    {
    }

    internal BridgePortData(ReadOnlySpan<byte> data)
        : this()
    {
        var attributes = new AttributeReader<IFLA_BRPORT>(data);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_BRPORT.STATE: State = (BridgePortState)attributes.GetByte(); break;
                case IFLA_BRPORT.PRIORITY: Priority = attributes.GetUInt16(); break;
                case IFLA_BRPORT.COST: Cost = attributes.GetUInt32(); break;
                case IFLA_BRPORT.MODE: Hairpin = attributes.GetBoolean(); break;
                case IFLA_BRPORT.GUARD: Guard = attributes.GetBoolean(); break;
                case IFLA_BRPORT.PROTECT: RootBlock = attributes.GetBoolean(); break;
                case IFLA_BRPORT.FAST_LEAVE: FastLeave = attributes.GetBoolean(); break;
                case IFLA_BRPORT.LEARNING: Learning = attributes.GetBoolean(); break;
                case IFLA_BRPORT.UNICAST_FLOOD: UnicastFlood = attributes.GetBoolean(); break;
                case IFLA_BRPORT.MCAST_FLOOD: MulticastFlood = attributes.GetBoolean(); break;
                case IFLA_BRPORT.BCAST_FLOOD: BroadcastFlood = attributes.GetBoolean(); break;
                case IFLA_BRPORT.MCAST_TO_UCAST: MulticastToUnicast = attributes.GetBoolean(); break;
                case IFLA_BRPORT.MULTICAST_ROUTER: MulticastRouter = (BridgeMulticastRouter)attributes.GetByte(); break;
                case IFLA_BRPORT.MCAST_MAX_GROUPS: MulticastGroupLimit = attributes.GetUInt32(); break;
                case IFLA_BRPORT.MCAST_EHT_HOSTS_LIMIT: MulticastHostLimit = attributes.GetUInt32(); break;
                case IFLA_BRPORT.PROXYARP: ProxyArp = attributes.GetBoolean(); break;
                case IFLA_BRPORT.PROXYARP_WIFI: ProxyArpWifi = attributes.GetBoolean(); break;
                case IFLA_BRPORT.NEIGH_SUPPRESS: NeighborSuppression = attributes.GetBoolean(); break;
                case IFLA_BRPORT.NEIGH_VLAN_SUPPRESS: NeighborSuppressionByVlan = attributes.GetBoolean(); break;
                case IFLA_BRPORT.ISOLATED: Isolated = attributes.GetBoolean(); break;
                case IFLA_BRPORT.LOCKED: Locked = attributes.GetBoolean(); break;
                case IFLA_BRPORT.MAB: AuthenticationBypass = attributes.GetBoolean(); break;
                case IFLA_BRPORT.VLAN_TUNNEL: VlanTunnel = attributes.GetBoolean(); break;
                case IFLA_BRPORT.GROUP_FWD_MASK: GroupForwardMask = attributes.GetUInt16(); break;
                case IFLA_BRPORT.BACKUP_PORT: BackupPort = new LinkIndex(attributes.GetInt32()); break;
                case IFLA_BRPORT.NO: Number = attributes.GetUInt16(); break;
                case IFLA_BRPORT.ID: Id = attributes.GetUInt16(); break;
                case IFLA_BRPORT.ROOT_ID: RootId = BridgeId.Read(attributes.Value); break;
                case IFLA_BRPORT.BRIDGE_ID: BridgeId = BridgeId.Read(attributes.Value); break;
                case IFLA_BRPORT.DESIGNATED_PORT: DesignatedPort = attributes.GetUInt16(); break;
                case IFLA_BRPORT.DESIGNATED_COST: DesignatedCost = attributes.GetUInt16(); break;
                case IFLA_BRPORT.TOPOLOGY_CHANGE_ACK: TopologyChangeAcknowledged = attributes.GetBoolean(); break;
                case IFLA_BRPORT.CONFIG_PENDING: ConfigurationPending = attributes.GetBoolean(); break;
                case IFLA_BRPORT.MESSAGE_AGE_TIMER: MessageAgeTimer = ClockTicks.FromTicks(attributes.GetUInt64()); break;
                case IFLA_BRPORT.FORWARD_DELAY_TIMER: ForwardDelayTimer = ClockTicks.FromTicks(attributes.GetUInt64()); break;
                case IFLA_BRPORT.HOLD_TIMER: HoldTimer = ClockTicks.FromTicks(attributes.GetUInt64()); break;
                case IFLA_BRPORT.MCAST_EHT_HOSTS_CNT: MulticastHosts = attributes.GetUInt32(); break;
                case IFLA_BRPORT.MCAST_N_GROUPS: MulticastGroups = attributes.GetUInt32(); break;
            }
        }
    }

    /// <inheritdoc cref="BridgePortSettings.State"/>
    public BridgePortState State { get; init; }

    /// <inheritdoc cref="BridgePortSettings.Priority"/>
    public ushort Priority { get; init; }

    /// <inheritdoc cref="BridgePortSettings.Cost"/>
    public uint Cost { get; init; }

    /// <inheritdoc cref="BridgePortSettings.Hairpin"/>
    public bool Hairpin { get; init; }

    /// <inheritdoc cref="BridgePortSettings.Guard"/>
    public bool Guard { get; init; }

    /// <inheritdoc cref="BridgePortSettings.RootBlock"/>
    public bool RootBlock { get; init; }

    /// <inheritdoc cref="BridgePortSettings.FastLeave"/>
    public bool FastLeave { get; init; }

    /// <inheritdoc cref="BridgePortSettings.Learning"/>
    public bool Learning { get; init; }

    /// <inheritdoc cref="BridgePortSettings.UnicastFlood"/>
    public bool UnicastFlood { get; init; }

    /// <inheritdoc cref="BridgePortSettings.MulticastFlood"/>
    public bool MulticastFlood { get; init; }

    /// <inheritdoc cref="BridgePortSettings.BroadcastFlood"/>
    public bool BroadcastFlood { get; init; }

    /// <inheritdoc cref="BridgePortSettings.MulticastToUnicast"/>
    public bool MulticastToUnicast { get; init; }

    /// <inheritdoc cref="BridgePortSettings.MulticastRouter"/>
    public BridgeMulticastRouter MulticastRouter { get; init; }

    /// <inheritdoc cref="BridgePortSettings.MulticastGroupLimit"/>
    public uint MulticastGroupLimit { get; init; }

    /// <inheritdoc cref="BridgePortSettings.MulticastHostLimit"/>
    public uint MulticastHostLimit { get; init; }

    /// <inheritdoc cref="BridgePortSettings.ProxyArp"/>
    public bool ProxyArp { get; init; }

    /// <inheritdoc cref="BridgePortSettings.ProxyArpWifi"/>
    public bool ProxyArpWifi { get; init; }

    /// <inheritdoc cref="BridgePortSettings.NeighborSuppression"/>
    public bool NeighborSuppression { get; init; }

    /// <inheritdoc cref="BridgePortSettings.NeighborSuppressionByVlan"/>
    public bool NeighborSuppressionByVlan { get; init; }

    /// <inheritdoc cref="BridgePortSettings.Isolated"/>
    public bool Isolated { get; init; }

    /// <inheritdoc cref="BridgePortSettings.Locked"/>
    public bool Locked { get; init; }

    /// <inheritdoc cref="BridgePortSettings.AuthenticationBypass"/>
    public bool AuthenticationBypass { get; init; }

    /// <inheritdoc cref="BridgePortSettings.VlanTunnel"/>
    public bool VlanTunnel { get; init; }

    /// <inheritdoc cref="BridgePortSettings.GroupForwardMask"/>
    public ushort GroupForwardMask { get; init; }

    /// <summary>The port that takes its traffic while it has no carrier, or null. <c>backup_port</c>.</summary>
    public LinkIndex? BackupPort { get; init; }

    /// <summary>Its number at the bridge. <c>no</c>.</summary>
    public ushort Number { get; init; }

    /// <summary>Its name in the spanning tree: priority and number. <c>id</c>.</summary>
    public ushort Id { get; init; }

    /// <summary>The root bridge as heard here. <c>root_id</c>.</summary>
    public BridgeId RootId { get; init; }

    /// <summary>The bridge that leads the network behind it. <c>bridge_id</c>.</summary>
    public BridgeId BridgeId { get; init; }

    /// <summary>The port of that bridge. <c>designated_port</c>.</summary>
    public ushort DesignatedPort { get; init; }

    /// <summary>The cost of its way to the root. <c>designated_cost</c>.</summary>
    public ushort DesignatedCost { get; init; }

    /// <summary>Whether a change of the tree is to be acknowledged. <c>topology_change_ack</c>.</summary>
    public bool TopologyChangeAcknowledged { get; init; }

    /// <summary>Whether an announcement waits to be sent. <c>config_pending</c>.</summary>
    public bool ConfigurationPending { get; init; }

    /// <summary>The time left before the last announcement is too old. <c>message_age_timer</c>.</summary>
    public TimeSpan MessageAgeTimer { get; init; }

    /// <summary>The time left before it forwards. <c>forward_delay_timer</c>.</summary>
    public TimeSpan ForwardDelayTimer { get; init; }

    /// <summary>The time left before another announcement may be sent. <c>hold_timer</c>.</summary>
    public TimeSpan HoldTimer { get; init; }

    /// <summary>How many members are told apart at present. <c>mcast_eht_hosts_cnt</c>.</summary>
    public uint MulticastHosts { get; init; }

    /// <summary>How many multicast groups its members have joined. Linux 6.3; <c>mcast_n_groups</c>.</summary>
    public uint MulticastGroups { get; init; }
}

/// <content>The port of a bridge.</content>
internal sealed partial class LinkKind
{
    internal static readonly LinkKind BridgePort = Register("bridge", static data => new BridgePortData(data), AllPorts);
}

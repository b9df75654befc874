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

    internal override void EncodeData(MessageBuilder request) => Settings?.Encode(request);
}

/// <summary>Settings of a bridge; what is null stays as it is. The words are those of <c>ip link set type bridge</c>.</summary>
public sealed record BridgeSettings : LinkSettings
{
    /// <summary>How long a port listens and learns before it forwards; 2 to 30 s with spanning tree, in steps of 10 ms. <c>forward_delay</c>.</summary>
    public TimeSpan? ForwardDelay { get; init; }

    /// <summary>How long a learned address is kept, in steps of 10 ms; zero forgets at once. <c>ageing_time</c>.</summary>
    public TimeSpan? AgeingTime { get; init; }

    /// <summary>Whether to run the spanning tree protocol. <c>stp_state</c>.</summary>
    public bool? SpanningTree { get; init; }

    /// <summary>The bridge priority in the spanning tree; lower wins. <c>priority</c>.</summary>
    public ushort? Priority { get; init; }

    /// <summary>Whether ports are filtered by VLAN. <c>vlan_filtering</c>.</summary>
    public bool? VlanFiltering { get; init; }

    /// <summary>The VLAN of untagged frames; 0 for none. <c>vlan_default_pvid</c>.</summary>
    public ushort? VlanDefaultPvid { get; init; }

    /// <summary>Which link-local multicast groups are forwarded, a bit each. <c>group_fwd_mask</c>.</summary>
    public ushort? GroupForwardMask { get; init; }

    /// <summary>Whether multicast goes only to ports that asked for it. <c>mcast_snooping</c>.</summary>
    public bool? MulticastSnooping { get; init; }

    /// <summary>Whether bridged IPv4 frames pass iptables; needs the module br_netfilter. <c>nf_call_iptables</c>.</summary>
    public bool? CallIptables { get; init; }

    /// <summary>Whether bridged IPv6 frames pass ip6tables; needs the module br_netfilter. <c>nf_call_ip6tables</c>.</summary>
    public bool? CallIp6tables { get; init; }

    internal override string Kind => LinkKind.Bridge.Name;

    internal override void Encode(MessageBuilder request)
    {
        WriteTime(request, IFLA_BR.FORWARD_DELAY, ForwardDelay);
        WriteTime(request, IFLA_BR.AGEING_TIME, AgeingTime);
        if (SpanningTree is { } spanningTree)
        {
            request.WriteUInt32(IFLA_BR.STP_STATE, spanningTree ? 1u : 0u);
        }

        WriteNumber(request, IFLA_BR.PRIORITY, Priority);
        WriteSwitch(request, IFLA_BR.VLAN_FILTERING, VlanFiltering);
        WriteNumber(request, IFLA_BR.VLAN_DEFAULT_PVID, VlanDefaultPvid);
        WriteNumber(request, IFLA_BR.GROUP_FWD_MASK, GroupForwardMask);
        WriteSwitch(request, IFLA_BR.MCAST_SNOOPING, MulticastSnooping);
        WriteSwitch(request, IFLA_BR.NF_CALL_IPTABLES, CallIptables);
        WriteSwitch(request, IFLA_BR.NF_CALL_IP6TABLES, CallIp6tables);
    }

    private static void WriteTime(MessageBuilder request, IFLA_BR attribute, TimeSpan? value)
    {
        if (value is { } time)
        {
            request.WriteUInt32(attribute, checked((uint)(time.Ticks / BridgeData.Tick.Ticks)));
        }
    }

    private static void WriteNumber(MessageBuilder request, IFLA_BR attribute, ushort? value)
    {
        if (value is { } number)
        {
            request.WriteUInt16(attribute, number);
        }
    }

    private static void WriteSwitch(MessageBuilder request, IFLA_BR attribute, bool? value)
    {
        if (value is { } on)
        {
            request.WriteBoolean(attribute, on);
        }
    }
}

/// <summary>What the kernel tells about a bridge; the settings are those of <see cref="BridgeSettings"/>.</summary>
public sealed record BridgeData : LinkData
{
    /// <summary>The kernel's unit of bridge times (<c>USER_HZ</c>).</summary>
    internal static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

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
                case IFLA_BR.FORWARD_DELAY: ForwardDelay = attributes.GetUInt32() * Tick; break;
                case IFLA_BR.AGEING_TIME: AgeingTime = attributes.GetUInt32() * Tick; break;
                case IFLA_BR.STP_STATE: SpanningTree = attributes.GetUInt32() != 0; break;
                case IFLA_BR.PRIORITY: Priority = attributes.GetUInt16(); break;
                case IFLA_BR.VLAN_FILTERING: VlanFiltering = attributes.GetBoolean(); break;
                case IFLA_BR.VLAN_DEFAULT_PVID: VlanDefaultPvid = attributes.GetUInt16(); break;
                case IFLA_BR.GROUP_FWD_MASK: GroupForwardMask = attributes.GetUInt16(); break;
                case IFLA_BR.MCAST_SNOOPING: MulticastSnooping = attributes.GetBoolean(); break;
                case IFLA_BR.NF_CALL_IPTABLES: CallIptables = attributes.GetBoolean(); break;
                case IFLA_BR.NF_CALL_IP6TABLES: CallIp6tables = attributes.GetBoolean(); break;
            }
        }
    }

    /// <inheritdoc cref="BridgeSettings.ForwardDelay"/>
    public TimeSpan ForwardDelay { get; init; }

    /// <inheritdoc cref="BridgeSettings.AgeingTime"/>
    public TimeSpan AgeingTime { get; init; }

    /// <inheritdoc cref="BridgeSettings.SpanningTree"/>
    public bool SpanningTree { get; init; }

    /// <inheritdoc cref="BridgeSettings.Priority"/>
    public ushort Priority { get; init; }

    /// <inheritdoc cref="BridgeSettings.VlanFiltering"/>
    public bool VlanFiltering { get; init; }

    /// <inheritdoc cref="BridgeSettings.VlanDefaultPvid"/>
    public ushort VlanDefaultPvid { get; init; }

    /// <inheritdoc cref="BridgeSettings.GroupForwardMask"/>
    public ushort GroupForwardMask { get; init; }

    /// <inheritdoc cref="BridgeSettings.MulticastSnooping"/>
    public bool MulticastSnooping { get; init; }

    /// <inheritdoc cref="BridgeSettings.CallIptables"/>
    public bool CallIptables { get; init; }

    /// <inheritdoc cref="BridgeSettings.CallIp6tables"/>
    public bool CallIp6tables { get; init; }
}

/// <content>The bridge.</content>
internal sealed partial class LinkKind
{
    internal static readonly LinkKind Bridge = Register("bridge", static data => new BridgeData(data), All);
}

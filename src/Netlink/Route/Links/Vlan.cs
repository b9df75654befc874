using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>A VLAN of another link, to be made; <c>ip link add NAME link PARENT type vlan id ID</c> (ip-link(8)).</summary>
public sealed record VlanSpec : LinkSpec
{
    /// <summary>Names the link, its parent and its VLAN.</summary>
    /// <param name="name">1 to 15 bytes without blanks, <c>/</c>, <c>:</c> and <c>%</c>.</param>
    /// <param name="parent">The link it stands on, in the namespace of the connection.</param>
    /// <param name="id">The number of the VLAN, 0 to 4094; 0 is a tag that bears a priority only.</param>
    /// <exception cref="ArgumentException">The name breaks one of these rules, or a number is out of range; the message says which.</exception>
    public VlanSpec(string name, LinkIndex parent, ushort id)
        : base(name)
    {
        Parent = CheckParent(parent);
        Id = Limit.Check(id, (ushort)0, Limit.HighestVlan, nameof(id));
    }

    /// <summary>The link it stands on.</summary>
    public LinkIndex Parent { get; }

    /// <summary>The number of the VLAN. <c>id</c>.</summary>
    public ushort Id { get; }

    /// <summary>The kind of tag; 802.1Q by default. <c>protocol</c>.</summary>
    public VlanProtocol? Protocol { get; init => field = Limit.Known(value, nameof(Protocol)); }

    /// <summary>Its settings, or null for the kernel's defaults.</summary>
    public VlanSettings? Settings { get; init; }

    internal override string Kind => LinkKind.Vlan.Name;

    internal override LinkIndex? ParentLink => Parent;

    internal override (int Minimum, int Maximum) MtuRange => EthernetMtu with { Minimum = 0 };

    internal override void EncodeData(MessageBuilder request)
    {
        request.WriteUInt16(IFLA_VLAN.ID, Id);
        VlanProtocols.Write(request, IFLA_VLAN.PROTOCOL, Protocol);
        Settings?.Encode(request);
    }
}

/// <summary>Settings of a VLAN link; what is null stays as it is. The words are those of <c>ip link set type vlan</c>.</summary>
public sealed record VlanSettings : LinkSettings
{
    /// <summary>Whether the tag is out of sight of whoever looks at received frames; by default it is. <c>reorder_hdr</c>.</summary>
    public bool? ReorderHeader { get; init; }

    /// <summary>Whether the VLAN is registered with switches by GVRP. <c>gvrp</c>.</summary>
    public bool? Gvrp { get; init; }

    /// <summary>Whether the VLAN is registered with switches by MVRP. <c>mvrp</c>.</summary>
    public bool? Mvrp { get; init; }

    /// <summary>Whether its operational state is independent of the parent's. <c>loose_binding</c>.</summary>
    public bool? LooseBinding { get; init; }

    /// <summary>Whether its state follows the bridge's ports that have this VLAN, when the parent is a bridge. <c>bridge_binding</c>.</summary>
    public bool? BridgeBinding { get; init; }

    /// <summary>Which priority a received tag's priority (0 to 7) becomes. <c>ingress-qos-map</c>.</summary>
    public ValueList<VlanPriority>? IngressPriorities { get; init; }

    /// <summary>Which tag's priority (0 to 7) a packet's priority becomes. <c>egress-qos-map</c>.</summary>
    public ValueList<VlanPriority>? EgressPriorities { get; init; }

    internal override string Kind => LinkKind.Vlan.Name;

    internal override void Encode(MessageBuilder request)
    {
        var flags = default(ifla_vlan_flags);
        Set(ref flags, VLAN_FLAG.REORDER_HDR, ReorderHeader);
        Set(ref flags, VLAN_FLAG.GVRP, Gvrp);
        Set(ref flags, VLAN_FLAG.MVRP, Mvrp);
        Set(ref flags, VLAN_FLAG.LOOSE_BINDING, LooseBinding);
        Set(ref flags, VLAN_FLAG.BRIDGE_BINDING, BridgeBinding);
        if (flags.mask != 0)
        {
            request.WriteStructure(IFLA_VLAN.FLAGS, in flags);
        }

        WriteMap(request, IFLA_VLAN.EGRESS_QOS, EgressPriorities);
        WriteMap(request, IFLA_VLAN.INGRESS_QOS, IngressPriorities);
    }

    private static void Set(ref ifla_vlan_flags flags, VLAN_FLAG flag, bool? value)
    {
        if (value is { } on)
        {
            flags.mask |= flag;
            flags.flags |= on ? flag : 0;
        }
    }

    private static void WriteMap(MessageBuilder request, IFLA_VLAN attribute, ValueList<VlanPriority>? map)
    {
        if (map is { } pairs)
        {
            using var nested = request.Nest(attribute);
            foreach (var (from, to) in pairs)
            {
                var mapping = new ifla_vlan_qos_mapping { from = from, to = to };
                request.WriteStructure(IFLA_VLAN_QOS.MAPPING, in mapping);
            }
        }
    }
}

/// <summary>A priority and what it becomes on its way through a VLAN link; one of a received tag or of a tag sent is 0 to 7.</summary>
/// <param name="From">The priority before.</param>
/// <param name="To">The priority after.</param>
public readonly record struct VlanPriority(uint From, uint To);

/// <summary>What the kernel tells about a VLAN link; the settings are those of <see cref="VlanSettings"/>.</summary>
public sealed record VlanData : LinkData
{
    /// <summary>Describes a VLAN link by hand, for example to compare with.</summary>
    public VlanData()
        : base(LinkKind.Vlan.Name)
    {
    }

    internal VlanData(ReadOnlySpan<byte> data)
        : this()
    {
        var attributes = new AttributeReader<IFLA_VLAN>(data);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_VLAN.ID: Id = attributes.GetUInt16(); break;
                case IFLA_VLAN.PROTOCOL: Protocol = (VlanProtocol)attributes.GetUInt16BigEndian(); break;
                case IFLA_VLAN.FLAGS:
                    var flags = attributes.GetStructure<ifla_vlan_flags>().flags;
                    ReorderHeader = (flags & VLAN_FLAG.REORDER_HDR) != 0;
                    Gvrp = (flags & VLAN_FLAG.GVRP) != 0;
                    Mvrp = (flags & VLAN_FLAG.MVRP) != 0;
                    LooseBinding = (flags & VLAN_FLAG.LOOSE_BINDING) != 0;
                    BridgeBinding = (flags & VLAN_FLAG.BRIDGE_BINDING) != 0;
                    break;
                case IFLA_VLAN.EGRESS_QOS: EgressPriorities = ReadMap(attributes.GetNested<IFLA_VLAN_QOS>()); break;
                case IFLA_VLAN.INGRESS_QOS: IngressPriorities = ReadMap(attributes.GetNested<IFLA_VLAN_QOS>()); break;
            }
        }
    }

    /// <inheritdoc cref="VlanSpec.Id"/>
    public ushort Id { get; init; }

    /// <summary>The kind of tag. <c>protocol</c>.</summary>
    public VlanProtocol Protocol { get; init; } = VlanProtocol.Customer;

    /// <inheritdoc cref="VlanSettings.ReorderHeader"/>
    public bool ReorderHeader { get; init; }

    /// <inheritdoc cref="VlanSettings.Gvrp"/>
    public bool Gvrp { get; init; }

    /// <inheritdoc cref="VlanSettings.Mvrp"/>
    public bool Mvrp { get; init; }

    /// <inheritdoc cref="VlanSettings.LooseBinding"/>
    public bool LooseBinding { get; init; }

    /// <inheritdoc cref="VlanSettings.BridgeBinding"/>
    public bool BridgeBinding { get; init; }

    /// <inheritdoc cref="VlanSettings.IngressPriorities"/>
    public ValueList<VlanPriority> IngressPriorities { get; init; }

    /// <inheritdoc cref="VlanSettings.EgressPriorities"/>
    public ValueList<VlanPriority> EgressPriorities { get; init; }

    private static ValueList<VlanPriority> ReadMap(AttributeReader<IFLA_VLAN_QOS> nested)
    {
        var pairs = new List<VlanPriority>();
        while (nested.Read())
        {
            if (nested.Type is IFLA_VLAN_QOS.MAPPING)
            {
                var mapping = nested.GetStructure<ifla_vlan_qos_mapping>();
                pairs.Add(new VlanPriority(mapping.from, mapping.to));
            }
        }

        return [.. pairs];
    }
}

/// <content>The VLAN link.</content>
internal sealed partial class LinkKind
{
    internal static readonly LinkKind Vlan = Register("vlan", static data => new VlanData(data), All);
}

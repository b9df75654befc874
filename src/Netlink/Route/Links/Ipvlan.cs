using NetController.Netlink.Protocol;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>A link with addresses of its own that shares the hardware address of another, to be made; <c>ip link add NAME link PARENT type ipvlan</c> (ip-link(8)).</summary>
public sealed record IpvlanSpec : LinkSpec
{
    /// <summary>Names the link and its parent.</summary>
    /// <param name="name">1 to 15 bytes without blanks, <c>/</c>, <c>:</c> and <c>%</c>.</param>
    /// <param name="parent">The link it stands on, in the namespace of the connection.</param>
    /// <exception cref="ArgumentException">The name breaks one of these rules; the message says which. Or the parent is no link number.</exception>
    public IpvlanSpec(string name, LinkIndex parent)
        : base(name) => Parent = CheckParent(parent);

    /// <summary>The link it stands on.</summary>
    public LinkIndex Parent { get; }

    /// <summary>Its settings, or null for the kernel's defaults.</summary>
    public IpvlanSettings? Settings { get; init; }

    internal override string Kind => LinkKind.Ipvlan.Name;

    internal override bool HasData => Settings is not null;

    internal override LinkIndex? ParentLink => Parent;

    internal override (int Minimum, int Maximum) MtuRange => EthernetMtu;

    internal override void EncodeData(MessageBuilder request) => Settings?.Encode(request);
}

/// <summary>Settings of the ipvlans of one parent, which all share them; what is null stays as it is. The words are those of <c>ip link set type ipvlan</c>.</summary>
public sealed record IpvlanSettings : LinkSettings
{
    /// <summary>At which layer packets are told apart; the kernel's default is <see cref="IpvlanMode.L3"/>.</summary>
    public IpvlanMode? Mode { get; init => field = Limit.Known(value, nameof(Mode)); }

    /// <summary>Who reaches whom; the kernel's default is <see cref="IpvlanReach.Bridge"/>.</summary>
    public IpvlanReach? Reach { get; init => field = Limit.Known(value, nameof(Reach)); }

    internal override string Kind => LinkKind.Ipvlan.Name;

    internal override void Encode(MessageBuilder request)
    {
        request.WriteOptional(IFLA_IPVLAN.MODE, (ushort?)Mode);
        request.WriteOptional(IFLA_IPVLAN.FLAGS, (ushort?)Reach);
    }
}

/// <summary>At which layer packets are told apart (<c>IPVLAN_MODE_*</c>, linux/if_link.h).</summary>
public enum IpvlanMode : ushort
{
    /// <summary>As on an Ethernet: broadcast and multicast reach each. <c>l2</c>.</summary>
    L2 = 0,

    /// <summary>By addresses, routed by the parent's namespace. <c>l3</c>.</summary>
    L3 = 1,

    /// <summary>As <see cref="L3"/>, and packets pass the netfilter hooks of the parent's namespace. <c>l3s</c>.</summary>
    L3Symmetric = 2,
}

/// <summary>Who reaches whom among the ipvlans of one parent (<c>IPVLAN_F_*</c>, linux/if_link.h).</summary>
public enum IpvlanReach : ushort
{
    /// <summary>Each other. <c>bridge</c>.</summary>
    Bridge = 0,

    /// <summary>None another. <c>private</c>.</summary>
    Private = 1,

    /// <summary>Each other through an outer switch that sends frames back. <c>vepa</c>.</summary>
    Vepa = 2,
}

/// <summary>What the kernel tells about an ipvlan; the settings are those of <see cref="IpvlanSettings"/>.</summary>
public sealed record IpvlanData : LinkData
{
    /// <summary>Describes an ipvlan by hand, for example to compare with.</summary>
    public IpvlanData()
        : base(LinkKind.Ipvlan.Name)
    {
    }

    internal IpvlanData(ReadOnlySpan<byte> data)
        : this()
    {
        var attributes = new AttributeReader<IFLA_IPVLAN>(data);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_IPVLAN.MODE: Mode = (IpvlanMode)attributes.GetUInt16(); break;
                case IFLA_IPVLAN.FLAGS: Reach = (IpvlanReach)attributes.GetUInt16(); break;
            }
        }
    }

    /// <inheritdoc cref="IpvlanSettings.Mode"/>
    public IpvlanMode Mode { get; init; }

    /// <inheritdoc cref="IpvlanSettings.Reach"/>
    public IpvlanReach Reach { get; init; }
}

/// <content>The ipvlan.</content>
internal sealed partial class LinkKind
{
    internal static readonly LinkKind Ipvlan = Register("ipvlan", static data => new IpvlanData(data), All);
}

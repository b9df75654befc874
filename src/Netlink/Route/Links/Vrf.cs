using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>A virtual router to be made, whose ports are routed by a table of their own; <c>ip link add NAME type vrf table TABLE</c> (ip-link(8)).</summary>
public sealed record VrfSpec : LinkSpec
{
    /// <summary>Names the link and its table.</summary>
    /// <param name="name">1 to 15 bytes without blanks, <c>/</c>, <c>:</c> and <c>%</c>.</param>
    /// <param name="table">The routing table, from 1.</param>
    /// <exception cref="ArgumentException">The name breaks one of these rules, or the table is 0; the message says which.</exception>
    public VrfSpec(string name, RouteTable table)
        : base(name)
    {
        Table = table.Value > 0 ? table : throw new ArgumentOutOfRangeException(nameof(table), table, "The routing table of a VRF is at least 1.");
    }

    /// <summary>The routing table. <c>table</c>.</summary>
    public RouteTable Table { get; }

    internal override string Kind => LinkKind.Vrf.Name;

    internal override (int Minimum, int Maximum) MtuRange => (1280, 65_575);

    internal override void EncodeData(MessageBuilder request) => request.WriteUInt32(IFLA_VRF.TABLE, Table.Value);
}

/// <summary>What the kernel tells about a virtual router.</summary>
public sealed record VrfData : LinkData
{
    /// <summary>Describes a virtual router by hand, for example to compare with.</summary>
    public VrfData()
        : base(LinkKind.Vrf.Name)
    {
    }

    internal VrfData(ReadOnlySpan<byte> data)
        : this()
    {
        var attributes = new AttributeReader<IFLA_VRF>(data);
        while (attributes.Read())
        {
            if (attributes.Type is IFLA_VRF.TABLE)
            {
                Table = new RouteTable(attributes.GetUInt32());
            }
        }
    }

    /// <inheritdoc cref="VrfSpec.Table"/>
    public RouteTable Table { get; init; }
}

/// <summary>What the kernel tells about a port of a virtual router.</summary>
public sealed record VrfPortData : LinkData
{
    /// <summary>Describes a port by hand, for example to compare with.</summary>
    public VrfPortData()
        : base(LinkKind.VrfPort.Name)
    {
    }

    internal VrfPortData(ReadOnlySpan<byte> data)
        : this()
    {
        var attributes = new AttributeReader<IFLA_VRF_PORT>(data);
        while (attributes.Read())
        {
            if (attributes.Type is IFLA_VRF_PORT.TABLE)
            {
                Table = new RouteTable(attributes.GetUInt32());
            }
        }
    }

    /// <summary>The routing table of its virtual router. <c>table</c>.</summary>
    public RouteTable Table { get; init; }
}

/// <content>The virtual router and its ports.</content>
internal sealed partial class LinkKind
{
    internal static readonly LinkKind Vrf = Register("vrf", static data => new VrfData(data), All);

    internal static readonly LinkKind VrfPort = Register("vrf", static data => new VrfPortData(data), AllPorts);
}

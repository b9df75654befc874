using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>Settings of a port of a bridge; what is null stays as it is. <c>bridge link set</c> (bridge(8)).</summary>
public sealed record BridgePortSettings : LinkPortSettings
{
    /// <summary>Whether a frame may leave by the port it came in by. <c>hairpin</c>.</summary>
    public bool? Hairpin { get; init; }

    /// <summary>Whether the port may reach only ports that are not isolated. <c>isolated</c>.</summary>
    public bool? Isolated { get; init; }

    /// <summary>Whether addresses are learned from traffic. <c>learning</c>.</summary>
    public bool? Learning { get; init; }

    /// <summary>Whether frames to unknown addresses are sent to this port. <c>flood</c>.</summary>
    public bool? UnicastFlood { get; init; }

    internal override string Kind => LinkKind.BridgePort.Name;

    internal override void Encode(MessageBuilder request)
    {
        Write(request, IFLA_BRPORT.MODE, Hairpin);
        Write(request, IFLA_BRPORT.ISOLATED, Isolated);
        Write(request, IFLA_BRPORT.LEARNING, Learning);
        Write(request, IFLA_BRPORT.UNICAST_FLOOD, UnicastFlood);
    }

    private static void Write(MessageBuilder request, IFLA_BRPORT attribute, bool? value)
    {
        if (value is { } on)
        {
            request.WriteBoolean(attribute, on);
        }
    }
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
                case IFLA_BRPORT.MODE: Hairpin = attributes.GetBoolean(); break;
                case IFLA_BRPORT.ISOLATED: Isolated = attributes.GetBoolean(); break;
                case IFLA_BRPORT.LEARNING: Learning = attributes.GetBoolean(); break;
                case IFLA_BRPORT.UNICAST_FLOOD: UnicastFlood = attributes.GetBoolean(); break;
            }
        }
    }

    /// <inheritdoc cref="BridgePortSettings.Hairpin"/>
    public bool Hairpin { get; init; }

    /// <inheritdoc cref="BridgePortSettings.Isolated"/>
    public bool Isolated { get; init; }

    /// <inheritdoc cref="BridgePortSettings.Learning"/>
    public bool Learning { get; init; }

    /// <inheritdoc cref="BridgePortSettings.UnicastFlood"/>
    public bool UnicastFlood { get; init; }
}

/// <content>The port of a bridge.</content>
internal sealed partial class LinkKind
{
    internal static readonly LinkKind BridgePort = Register("bridge", static data => new BridgePortData(data), AllPorts);
}

using NetController.Netlink.Protocol;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>A link with an address of its own on another Ethernet link, to be made; <c>ip link add NAME link PARENT type macvlan</c> (ip-link(8)).</summary>
public sealed record MacvlanSpec : LinkSpec
{
    /// <summary>Names the link and its parent.</summary>
    /// <param name="name">1 to 15 bytes without blanks, <c>/</c>, <c>:</c> and <c>%</c>.</param>
    /// <param name="parent">The link it stands on, in the namespace of the connection.</param>
    /// <exception cref="ArgumentException">The name breaks one of these rules; the message says which. Or the parent is no link number.</exception>
    public MacvlanSpec(string name, LinkIndex parent)
        : base(name) => Parent = CheckParent(parent);

    /// <summary>The link it stands on.</summary>
    public LinkIndex Parent { get; }

    /// <summary>Whether to make a macvtap: packets are read and written at <c>/dev/tapN</c>, where N is its index, instead of by the host.</summary>
    public bool IsTap { get; init; }

    /// <summary>Its settings, or null for the kernel's defaults.</summary>
    public MacvlanSettings? Settings { get; init; }

    internal override string Kind => (IsTap ? LinkKind.Macvtap : LinkKind.Macvlan).Name;

    internal override bool HasData => Settings is not null;

    internal override LinkIndex? ParentLink => Parent;

    internal override (int Minimum, int Maximum) MtuRange => EthernetMtu;

    internal override void EncodeData(MessageBuilder request) => Settings?.Encode(request);
}

/// <summary>Settings of a macvlan or macvtap; what is null stays as it is. The words are those of <c>ip link set type macvlan</c>.</summary>
public sealed record MacvlanSettings : LinkSettings
{
    /// <summary>Who reaches whom; it cannot become or cease to be <see cref="MacvlanMode.PassThrough"/>. <c>mode</c>.</summary>
    public MacvlanMode? Mode { get; init => field = Limit.Known(value, nameof(Mode)); }

    /// <summary>In mode <see cref="MacvlanMode.PassThrough"/>: leave the parent's promiscuity alone. <c>nopromisc</c>. Set together with <see cref="NoDestination"/>.</summary>
    public bool? NoPromiscuity { get; init; }

    /// <summary>In mode <see cref="MacvlanMode.Source"/>: a frame that a source matches goes nowhere else. <c>nodst</c>. Set together with <see cref="NoPromiscuity"/>.</summary>
    public bool? NoDestination { get; init; }

    /// <summary>In mode <see cref="MacvlanMode.Source"/>: the senders it listens to, in place of those before. <c>macaddr set</c>.</summary>
    public ValueList<HardwareAddress>? Sources { get; init; }

    /// <summary>How many broadcast and multicast frames may wait at the parent; the greatest wish of its macvlans counts. <c>bcqueuelen</c>.</summary>
    public uint? BroadcastQueueLength { get; init; }

    internal override string Kind => LinkKind.Macvlan.Name;

    internal override void Encode(MessageBuilder request)
    {
        request.WriteOptional(IFLA_MACVLAN.MODE, (uint?)Mode);
        if (NoPromiscuity is not null || NoDestination is not null)
        {
            var flags = (NoPromiscuity is true ? MACVLAN_FLAG.NOPROMISC : 0) | (NoDestination is true ? MACVLAN_FLAG.NODST : 0);
            request.WriteUInt16(IFLA_MACVLAN.FLAGS, (ushort)flags);
        }

        if (Sources is { } sources)
        {
            request.WriteUInt32(IFLA_MACVLAN.MACADDR_MODE, (uint)MACVLAN_MACADDR.SET);
            using var data = request.Nest(IFLA_MACVLAN.MACADDR_DATA);
            foreach (var source in sources)
            {
                request.WriteHardwareAddress(IFLA_MACVLAN.MACADDR, source);
            }
        }

        request.WriteOptional(IFLA_MACVLAN.BC_QUEUE_LEN, BroadcastQueueLength);
    }
}

/// <summary>Who reaches whom among the macvlans of one parent (<c>MACVLAN_MODE_*</c>, linux/if_link.h).</summary>
public enum MacvlanMode
{
    /// <summary>None reaches another.</summary>
    Private = 1,

    /// <summary>They reach each other through an outer switch that sends frames back; the kernel's default.</summary>
    Vepa = 2,

    /// <summary>They reach each other directly.</summary>
    Bridge = 4,

    /// <summary>There is one, and it takes the parent over.</summary>
    PassThrough = 8,

    /// <summary>Frames are told apart by their senders.</summary>
    Source = 16,
}

/// <summary>What the kernel tells about a macvlan or macvtap; the settings are those of <see cref="MacvlanSettings"/>.</summary>
public sealed record MacvlanData : LinkData
{
    /// <summary>Describes a macvlan by hand, for example to compare with.</summary>
    /// <param name="kind"><c>macvlan</c> or <c>macvtap</c>.</param>
    public MacvlanData(string kind = "macvlan")
        : base(kind)
    {
    }

    internal MacvlanData(string kind, ReadOnlySpan<byte> data)
        : this(kind)
    {
        var attributes = new AttributeReader<IFLA_MACVLAN>(data);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_MACVLAN.MODE: Mode = (MacvlanMode)attributes.GetUInt32(); break;
                case IFLA_MACVLAN.FLAGS:
                    var flags = (MACVLAN_FLAG)attributes.GetUInt16();
                    NoPromiscuity = (flags & MACVLAN_FLAG.NOPROMISC) != 0;
                    NoDestination = (flags & MACVLAN_FLAG.NODST) != 0;
                    break;
                case IFLA_MACVLAN.MACADDR_DATA: Sources = ReadSources(attributes.GetNested<IFLA_MACVLAN>()); break;
                case IFLA_MACVLAN.BC_QUEUE_LEN: BroadcastQueueLength = attributes.GetUInt32(); break;
                case IFLA_MACVLAN.BC_QUEUE_LEN_USED: BroadcastQueueLengthUsed = attributes.GetUInt32(); break;
            }
        }
    }

    /// <inheritdoc cref="MacvlanSettings.Mode"/>
    public MacvlanMode Mode { get; init; }

    /// <summary>In mode <see cref="MacvlanMode.PassThrough"/>: the parent's promiscuity is left alone. <c>nopromisc</c>.</summary>
    public bool NoPromiscuity { get; init; }

    /// <summary>In mode <see cref="MacvlanMode.Source"/>: a frame that a source matches goes nowhere else. <c>nodst</c>.</summary>
    public bool NoDestination { get; init; }

    /// <summary>In mode <see cref="MacvlanMode.Source"/>: the senders it listens to. <c>macaddr_data</c>.</summary>
    public ValueList<HardwareAddress> Sources { get; init; }

    /// <inheritdoc cref="MacvlanSettings.BroadcastQueueLength"/>
    public uint BroadcastQueueLength { get; init; }

    /// <summary>How many such frames may wait in effect. <c>usedbcqueuelen</c>.</summary>
    public uint BroadcastQueueLengthUsed { get; init; }

    private static ValueList<HardwareAddress> ReadSources(AttributeReader<IFLA_MACVLAN> data)
    {
        var sources = new List<HardwareAddress>();
        while (data.Read())
        {
            if (data.Type is IFLA_MACVLAN.MACADDR)
            {
                sources.Add(data.GetHardwareAddress());
            }
        }

        return [.. sources];
    }
}

/// <content>The macvlan, and the macvtap, which differs from it by name only.</content>
internal sealed partial class LinkKind
{
    internal static readonly LinkKind Macvlan = Register("macvlan", static data => new MacvlanData("macvlan", data), All);

    internal static readonly LinkKind Macvtap = Register("macvtap", static data => new MacvlanData("macvtap", data), All);
}

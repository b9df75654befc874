using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>A queueing discipline of a link as the kernel described it at one moment.</summary>
public sealed record Qdisc
{
    /// <summary>Describes a discipline by hand, for example to compare with.</summary>
    public Qdisc()
    {
    }

    // RTM_NEWQDISC tcmsg TCA_KIND TCA_OPTIONS {…} TCA_STATS2 {…}
    private Qdisc(MessageReader message)
    {
        var header = message.ReadHeader<tcmsg>();
        Link = new LinkIndex(header.tcm_ifindex);
        Handle = new TrafficHandle(header.tcm_handle);
        Parent = new TrafficHandle(header.tcm_parent);
        ReadOnlySpan<byte> kind = default;
        ReadOnlySpan<byte> options = default;
        var attributes = message.ReadAttributes<tcmsg, TCA>();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA.KIND: kind = attributes.GetStringBytes(); break;
                case TCA.OPTIONS: options = attributes.Value; break;
                case TCA.STATS2: Statistics = new TrafficStatistics(attributes.GetNested<TCA_STATS>()); break;
            }
        }

        Options = kind.IsEmpty ? throw new NetlinkProtocolException("a qdisc message names no kind") : QdiscKind.Read(kind, options);
    }

    /// <summary>The link it belongs to.</summary>
    public LinkIndex Link { get; init; }

    /// <summary>Its name; <see cref="TrafficHandle.None"/> for one that the kernel set up by itself.</summary>
    public TrafficHandle Handle { get; init; }

    /// <summary>Where it stands: <see cref="TrafficHandle.Root"/>, <see cref="TrafficHandle.Ingress"/> or a class.</summary>
    public TrafficHandle Parent { get; init; }

    /// <summary>Its kind and options.</summary>
    public QdiscOptions Options { get; init; } = new RawQdisc("noqueue");

    /// <summary>Its counters.</summary>
    public TrafficStatistics Statistics { get; init; }

    /// <summary>Reads a discipline; null for any other message.</summary>
    internal static Qdisc? Decode(MessageReader message) => message.Type == (ushort)RTM.NEWQDISC ? new Qdisc(message) : null;
}

using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>A class of a queueing discipline as the kernel described it at one moment.</summary>
public sealed record TrafficClass
{
    /// <summary>Describes a class by hand, for example to compare with.</summary>
    public TrafficClass()
    {
    }

    // RTM_NEWTCLASS tcmsg TCA_KIND TCA_OPTIONS {…} TCA_STATS2 {…}
    private TrafficClass(MessageReader message)
    {
        var header = message.ReadHeader<tcmsg>();
        Link = new LinkIndex(header.tcm_ifindex);
        Handle = new TrafficHandle(header.tcm_handle);
        Parent = new TrafficHandle(header.tcm_parent);
        Leaf = new TrafficHandle(header.tcm_info);
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

        Options = kind.IsEmpty ? throw new NetlinkProtocolException("a class message names no kind") : TrafficClassKind.Read(kind, options);
    }

    /// <summary>The link it belongs to.</summary>
    public LinkIndex Link { get; init; }

    /// <summary>Its name.</summary>
    public TrafficHandle Handle { get; init; }

    /// <summary>The class it belongs to, or <see cref="TrafficHandle.Root"/>.</summary>
    public TrafficHandle Parent { get; init; }

    /// <summary>The discipline that queues for it, or <see cref="TrafficHandle.None"/> for one the kernel set up by itself.</summary>
    public TrafficHandle Leaf { get; init; }

    /// <summary>Its kind and options.</summary>
    public TrafficClassOptions? Options { get; init; }

    /// <summary>Its counters.</summary>
    public TrafficStatistics Statistics { get; init; }

    /// <summary>Reads a class; null for any other message.</summary>
    internal static TrafficClass? Decode(MessageReader message) => message.Type == (ushort)RTM.NEWTCLASS ? new TrafficClass(message) : null;
}

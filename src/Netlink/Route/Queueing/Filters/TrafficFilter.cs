using System.Buffers.Binary;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>A filter as the kernel described it at one moment.</summary>
public sealed record TrafficFilter
{
    /// <summary>Describes a filter by hand, for example to compare with.</summary>
    public TrafficFilter()
    {
    }

    // RTM_NEWTFILTER tcmsg TCA_KIND TCA_CHAIN TCA_OPTIONS {…}
    private TrafficFilter(MessageReader message)
    {
        var header = message.ReadHeader<tcmsg>();
        Link = new LinkIndex(header.tcm_ifindex);
        Handle = header.tcm_handle;
        Parent = new TrafficHandle(header.tcm_parent);
        Priority = (ushort)(header.tcm_info >> 16);
        Protocol = BinaryPrimitives.ReverseEndianness((ushort)header.tcm_info);
        ReadOnlySpan<byte> kind = default;
        ReadOnlySpan<byte> options = default;
        var hasOptions = false;
        var attributes = message.ReadAttributes<tcmsg, TCA>();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA.KIND: kind = attributes.GetStringBytes(); break;
                case TCA.CHAIN: Chain = attributes.GetUInt32(); break;
                case TCA.OPTIONS:
                    options = attributes.Value;
                    hasOptions = true;
                    break;
            }
        }

        if (kind.IsEmpty)
        {
            throw new NetlinkProtocolException("a filter message names no kind");
        }

        var read = TrafficFilterKind.Read(kind, options);
        Kind = read.Kind;
        Options = hasOptions ? read : null;
    }

    /// <summary>The link it belongs to.</summary>
    public LinkIndex Link { get; init; }

    /// <summary>Where it stands: a discipline, a class, <see cref="TrafficHandle.IngressFilters"/> or <see cref="TrafficHandle.EgressFilters"/>.</summary>
    public TrafficHandle Parent { get; init; }

    /// <summary>The kernel's name of the kind, for example <c>u32</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Its name among those of one kind and priority; 0 for the entry that stands for all of them.</summary>
    public uint Handle { get; init; }

    /// <summary>Its place: small ones are asked first. <c>pref</c>.</summary>
    public ushort Priority { get; init; }

    /// <summary>The Ethernet protocol it looks at; 3 is all.</summary>
    public ushort Protocol { get; init; }

    /// <summary>The chain it is in; 0 is the one that is asked.</summary>
    public uint Chain { get; init; }

    /// <summary>How it tells packets apart; null for the entry that stands for all filters of one kind and priority.</summary>
    public TrafficFilterOptions? Options { get; init; }

    /// <summary>Reads a filter; null for any other message.</summary>
    internal static TrafficFilter? Decode(MessageReader message) => message.Type == (ushort)RTM.NEWTFILTER ? new TrafficFilter(message) : null;
}

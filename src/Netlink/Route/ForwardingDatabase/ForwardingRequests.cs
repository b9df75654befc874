using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>
/// Encodes requests about forwarding databases: <c>ndmsg NDA_LLADDR NDA_DST NDA_VLAN NDA_PORT NDA_IFINDEX NDA_VNI NDA_SRC_VNI NDA_NH_ID</c>.
/// </summary>
internal static class ForwardingRequests
{
    internal static void Check(ForwardingEntrySpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var isTunnelled = spec.Destination is not null || spec.DestinationPort is not null || spec.Vni is not null || spec.SourceVni is not null
            || spec.OutgoingLink is not null || spec.NextHopId is not null;
        if (isTunnelled && spec.InMaster)
        {
            throw new ArgumentException("A bridge forwards to ports: what tells of a tunnel's far end goes into the database of the tunnel itself.", nameof(spec));
        }

        if (spec.NextHopId is not null && spec.Destination is not null)
        {
            throw new ArgumentException("An entry has a destination or a next hop object, not both.", nameof(spec));
        }
    }

    internal static void Write(MessageBuilder request, ForwardingEntrySpec spec)
    {
        request.WriteHeader(new ndmsg
        {
            ndm_family = IpFamily.Bridge,
            ndm_ifindex = spec.Link.Value,
            ndm_state = (ushort)StateOf(spec.Kind),
            ndm_flags = (byte)FlagsOf(spec),
        });
        request.WriteHardwareAddress(NDA.LLADDR, spec.HardwareAddress);
        if (spec.Destination is not null)
        {
            request.WriteAddress(NDA.DST, spec.Destination);
        }

        if (spec.Vlan is { } vlan)
        {
            request.WriteUInt16(NDA.VLAN, (ushort)vlan);
        }

        WriteTunnel(request, spec);
    }

    internal static void List(MessageBuilder request, ForwardingFilter? filter)
    {
        FilterLink.Check(filter?.Link);
        FilterLink.Check(filter?.Bridge);
        request.WriteHeader(new ndmsg { ndm_family = IpFamily.Bridge });
        WriteNumber(request, NDA.IFINDEX, (uint?)filter?.Link?.Value);
        WriteNumber(request, NDA.MASTER, (uint?)filter?.Bridge?.Value);
    }

    private static void WriteTunnel(MessageBuilder request, ForwardingEntrySpec spec)
    {
        if (spec.DestinationPort is { } port)
        {
            request.WriteUInt16BigEndian(NDA.PORT, port);
        }

        WriteNumber(request, NDA.IFINDEX, (uint?)spec.OutgoingLink?.Value);
        WriteNumber(request, NDA.VNI, spec.Vni);
        WriteNumber(request, NDA.SRC_VNI, spec.SourceVni);
        WriteNumber(request, NDA.NH_ID, spec.NextHopId);
    }

    /// <summary>The states <c>bridge</c> sends for its words: static entries are reachable ones that need no resolution.</summary>
    private static NeighbourStates StateOf(ForwardingEntryKind kind) => kind switch
    {
        ForwardingEntryKind.Dynamic => NeighbourStates.Reachable,
        ForwardingEntryKind.Local => NeighbourStates.NoArp | NeighbourStates.Permanent,
        _ => NeighbourStates.NoArp | NeighbourStates.Reachable,
    };

    private static NeighbourFlags FlagsOf(ForwardingEntrySpec spec) =>
        (spec.InMaster ? NeighbourFlags.Master : NeighbourFlags.Self)
        | (spec.IsExternallyLearned ? NeighbourFlags.ExternallyLearned : 0)
        | (spec.IsSticky ? NeighbourFlags.Sticky : 0);

    private static void WriteNumber(MessageBuilder request, NDA attribute, uint? value)
    {
        if (value is { } number)
        {
            request.WriteUInt32(attribute, number);
        }
    }
}

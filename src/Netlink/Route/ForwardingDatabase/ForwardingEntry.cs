using System.Buffers.Binary;
using System.Net;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>An entry of a forwarding database as the kernel described it at one moment: the port, or the tunnel's far end, that frames to a hardware address leave by.</summary>
public sealed record ForwardingEntry
{
    /// <summary>The kernel's unit of times in these messages (<c>USER_HZ</c>).</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <summary>Describes an entry by hand, for example to compare with.</summary>
    public ForwardingEntry()
    {
    }

    // RTM_NEWNEIGH ndmsg NDA_LLADDR NDA_MASTER NDA_VLAN NDA_DST NDA_PORT NDA_VNI NDA_SRC_VNI NDA_IFINDEX NDA_NH_ID NDA_CACHEINFO
    private ForwardingEntry(MessageReader message)
    {
        var header = message.ReadHeader<ndmsg>();
        Link = new LinkIndex(header.ndm_ifindex);
        Kind = ToKind((NeighbourStates)header.ndm_state);
        Flags = (NeighbourFlags)header.ndm_flags;
        var attributes = message.ReadAttributes<ndmsg, NDA>();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case NDA.LLADDR: HardwareAddress = attributes.GetHardwareAddress(); break;
                case NDA.MASTER: Master = new LinkIndex(attributes.GetInt32()); break;
                case NDA.VLAN: Vlan = attributes.GetUInt16(); break;
                case NDA.DST: Destination = attributes.GetAddress(); break;
                case NDA.PORT: DestinationPort = BinaryPrimitives.ReverseEndianness(attributes.GetUInt16()); break;
                case NDA.VNI: Vni = attributes.GetUInt32(); break;
                case NDA.SRC_VNI: SourceVni = attributes.GetUInt32(); break;
                case NDA.IFINDEX: OutgoingLink = new LinkIndex(attributes.GetInt32()); break;
                case NDA.NH_ID: NextHopId = attributes.GetUInt32(); break;
                case NDA.CACHEINFO: (Used, Updated) = ReadTimes(attributes.GetStructure<nda_cacheinfo>()); break;
            }
        }
    }

    /// <summary>The port, or the tunnel, or the bridge itself.</summary>
    public LinkIndex Link { get; init; }

    /// <summary>The address frames are for.</summary>
    public HardwareAddress HardwareAddress { get; init; }

    /// <summary>How it came about and how long it stays.</summary>
    public ForwardingEntryKind Kind { get; init; }

    /// <summary>Further properties, for example who keeps it.</summary>
    public NeighbourFlags Flags { get; init; }

    /// <summary>The bridge it belongs to, or null for an entry kept by the link itself.</summary>
    public LinkIndex? Master { get; init; }

    /// <summary>The VLAN it is for, or null.</summary>
    public int? Vlan { get; init; }

    /// <summary>The far end of the tunnel, or null. <c>dst</c>.</summary>
    public IPAddress? Destination { get; init; }

    /// <summary>The UDP port of the far end when it is not the tunnel's own.</summary>
    public int? DestinationPort { get; init; }

    /// <summary>The VXLAN network identifier to send with when it is not the tunnel's own. <c>vni</c>.</summary>
    public uint? Vni { get; init; }

    /// <summary>The VXLAN network identifier it is for, on a tunnel that serves several. <c>src_vni</c>.</summary>
    public uint? SourceVni { get; init; }

    /// <summary>The link tunnelled packets leave by, or null. <c>via</c>.</summary>
    public LinkIndex? OutgoingLink { get; init; }

    /// <summary>The kernel's next hop object it uses, or null. <c>nhid</c>.</summary>
    public uint? NextHopId { get; init; }

    /// <summary>How long ago a frame used it; null where the kernel keeps no such time. In steps of 10 ms.</summary>
    public TimeSpan? Used { get; init; }

    /// <summary>How long ago it changed; null where the kernel keeps no such time.</summary>
    public TimeSpan? Updated { get; init; }

    /// <summary>Reads an entry; null for any other message, neighbours too.</summary>
    internal static ForwardingEntry? Decode(MessageReader message) =>
        message.Type == (ushort)RTM.NEWNEIGH && message.ReadHeader<ndmsg>().ndm_family == IpFamily.Bridge ? new ForwardingEntry(message) : null;

    private static ForwardingEntryKind ToKind(NeighbourStates state) =>
        (state & NeighbourStates.Permanent) != 0 ? ForwardingEntryKind.Local
        : (state & NeighbourStates.NoArp) != 0 ? ForwardingEntryKind.Static
        : (state & NeighbourStates.Stale) != 0 ? ForwardingEntryKind.Stale
        : ForwardingEntryKind.Dynamic;

    private static (TimeSpan Used, TimeSpan Updated) ReadTimes(nda_cacheinfo times) => (times.ndm_used * Tick, times.ndm_updated * Tick);
}

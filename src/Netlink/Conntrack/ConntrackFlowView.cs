using System.Net.Sockets;
using NetController.Netlink.Netfilter;
using NetController.Netlink.Wire;

namespace NetController.Netlink.Conntrack;

/// <summary>What tells a flow apart, read in place; <see cref="ToFlow"/> makes the whole object of one that is of interest.</summary>
public readonly ref struct ConntrackFlowView
{
    private readonly MessageReader _message;

    internal ConntrackFlowView(MessageReader message)
    {
        _message = message;
        Family = IpFamily.ToAddressFamily(message.ReadHeader<nfgenmsg>().nfgen_family) ?? AddressFamily.Unspecified;
        var attributes = message.ReadAttributes<nfgenmsg, CTA>();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case CTA.TUPLE_ORIG: OriginalBytes = attributes.Value; break;
                case CTA.TUPLE_REPLY: Reply = new ConntrackTupleView(attributes.GetNested<CTA_TUPLE>()); break;
                case CTA.STATUS: Status = (ConntrackStatus)attributes.GetUInt32BigEndian(); break;
                case CTA.MARK: Mark = attributes.GetUInt32BigEndian(); break;
                case CTA.ZONE: Zone = NetworkOrder.ToHost(attributes.GetUInt16()); break;
                case CTA.ID: Id = attributes.GetUInt32BigEndian(); break;
                case CTA.TIMEOUT: TimeoutSeconds = attributes.GetUInt32BigEndian(); break;
            }
        }

        Original = new ConntrackTupleView(new AttributeReader<CTA_TUPLE>(OriginalBytes));
        if (Reply.Source.Length != Original.Source.Length)
        {
            throw new NetlinkProtocolException("a flow lacks one of its directions, or they are of two families");
        }
    }

    /// <inheritdoc cref="ConntrackFlow.Family"/>
    public AddressFamily Family { get; }

    /// <inheritdoc cref="ConntrackFlow.Original"/>
    public ConntrackTupleView Original { get; }

    /// <inheritdoc cref="ConntrackFlow.Reply"/>
    public ConntrackTupleView Reply { get; }

    /// <inheritdoc cref="ConntrackFlow.Status"/>
    public ConntrackStatus Status { get; }

    /// <summary>How many seconds it stays without further packets; null when a flow table looks after it.</summary>
    public uint? TimeoutSeconds { get; }

    /// <inheritdoc cref="ConntrackFlow.Mark"/>
    public uint Mark { get; }

    /// <inheritdoc cref="ConntrackFlow.Zone"/>
    public ushort Zone { get; }

    /// <inheritdoc cref="ConntrackFlow.Id"/>
    public uint Id { get; }

    /// <summary>The original direction as it was received: what names the flow to the kernel whatever its protocol is.</summary>
    internal ReadOnlySpan<byte> OriginalBytes { get; }

    /// <summary>Makes the whole object.</summary>
    /// <returns>The flow.</returns>
    public ConntrackFlow ToFlow() => ConntrackFlow.Decode(_message)!;

    /// <summary>Whether a message is about a flow of IPv4 or IPv6.</summary>
    internal static bool IsFlow(MessageReader message) =>
        NetfilterMessage.SubsystemOf(message.Type) is NFNL_SUBSYS.CTNETLINK
        && (IPCTNL_MSG_CT)NetfilterMessage.MessageOf(message.Type) is IPCTNL_MSG_CT.NEW or IPCTNL_MSG_CT.DELETE
        && IpFamily.ToAddressFamily(message.ReadHeader<nfgenmsg>().nfgen_family) is not null;
}

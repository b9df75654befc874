using NetController.Netlink.Netfilter;
using NetController.Netlink.Wire;

namespace NetController.Netlink.Conntrack;

/// <summary>One direction of a flow, read in place; see <see cref="ConntrackTuple"/> for what the fields mean.</summary>
public readonly ref struct ConntrackTupleView
{
    internal ConntrackTupleView(AttributeReader<CTA_TUPLE> attributes)
    {
        var addresses = default(AttributeReader<CTA_IP>);
        var protocol = default(AttributeReader<CTA_PROTO>);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case CTA_TUPLE.IP: addresses = attributes.GetNested<CTA_IP>(); break;
                case CTA_TUPLE.PROTO: protocol = attributes.GetNested<CTA_PROTO>(); break;
                case CTA_TUPLE.ZONE: Zone = NetworkOrder.ToHost(attributes.GetUInt16()); break;
            }
        }

        while (addresses.Read())
        {
            switch (addresses.Type)
            {
                case CTA_IP.V4_SRC or CTA_IP.V6_SRC: Source = addresses.Value; break;
                case CTA_IP.V4_DST or CTA_IP.V6_DST: Destination = addresses.Value; break;
            }
        }

        while (protocol.Read())
        {
            switch (protocol.Type)
            {
                case CTA_PROTO.NUM: Protocol = (IpProtocol)protocol.GetByte(); break;
                case CTA_PROTO.SRC_PORT: SourcePort = NetworkOrder.ToHost(protocol.GetUInt16()); break;
                case CTA_PROTO.DST_PORT: DestinationPort = NetworkOrder.ToHost(protocol.GetUInt16()); break;
                case CTA_PROTO.ICMP_ID or CTA_PROTO.ICMPV6_ID: IcmpId = NetworkOrder.ToHost(protocol.GetUInt16()); break;
                case CTA_PROTO.ICMP_TYPE or CTA_PROTO.ICMPV6_TYPE: IcmpType = protocol.GetByte(); break;
                case CTA_PROTO.ICMP_CODE or CTA_PROTO.ICMPV6_CODE: IcmpCode = protocol.GetByte(); break;
            }
        }

        if (Source.Length is not (4 or 16) || Source.Length != Destination.Length)
        {
            throw new NetlinkProtocolException($"a tuple of a flow holds addresses of {Source.Length} and {Destination.Length} bytes");
        }
    }

    /// <summary>The bytes of <see cref="ConntrackTuple.Source"/>: 4 for IPv4, 16 for IPv6.</summary>
    public ReadOnlySpan<byte> Source { get; }

    /// <summary>The bytes of <see cref="ConntrackTuple.Destination"/>.</summary>
    public ReadOnlySpan<byte> Destination { get; }

    /// <inheritdoc cref="ConntrackTuple.Protocol"/>
    public IpProtocol Protocol { get; }

    /// <inheritdoc cref="ConntrackTuple.SourcePort"/>
    public ushort SourcePort { get; }

    /// <inheritdoc cref="ConntrackTuple.DestinationPort"/>
    public ushort DestinationPort { get; }

    /// <inheritdoc cref="ConntrackTuple.IcmpType"/>
    public byte IcmpType { get; }

    /// <inheritdoc cref="ConntrackTuple.IcmpCode"/>
    public byte IcmpCode { get; }

    /// <inheritdoc cref="ConntrackTuple.IcmpId"/>
    public ushort IcmpId { get; }

    /// <inheritdoc cref="ConntrackTuple.Zone"/>
    public ushort Zone { get; }
}

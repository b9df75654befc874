using System.Net.Sockets;
using NetController.Netlink.Netfilter;
using NetController.Netlink.Wire;

namespace NetController.Netlink.Conntrack;

/// <summary>Encodes requests about flows.</summary>
/// <remarks>
/// <code>
/// IPCTNL_MSG_CT_GET     nfgenmsg [· CTA_MARK CTA_MARK_MASK] [· CTA_STATUS CTA_STATUS_MASK] [· CTA_ZONE] [· CTA_TUPLE_ORIG CTA_TUPLE_REPLY CTA_FILTER { flags }]
/// IPCTNL_MSG_CT_GET     nfgenmsg · CTA_TUPLE_ORIG [· CTA_ZONE]
/// IPCTNL_MSG_CT_DELETE  nfgenmsg · CTA_TUPLE_ORIG [· CTA_ZONE] [· CTA_ID]
/// </code>
/// </remarks>
internal static class ConntrackRequests
{
    /// <summary>Asks for flows, with as many of the conditions as the kernel can be trusted with; kernels ignore those that they do not know.</summary>
    internal static void List(MessageBuilder request, ConntrackFilter? filter)
    {
        NetfilterMessage.WriteHeader(request, IpFamily.Of(filter?.OnlyFamily));
        if (filter is null)
        {
            return;
        }

        if (filter.Mark is { } mark)
        {
            request.WriteUInt32BigEndian(CTA.MARK, mark);
            request.WriteUInt32BigEndian(CTA.MARK_MASK, filter.MarkMask);
        }

        if ((filter.WithStatus | filter.WithoutStatus) is not ConntrackStatus.None and var mask)
        {
            request.WriteUInt32BigEndian(CTA.STATUS, (uint)filter.WithStatus);
            request.WriteUInt32BigEndian(CTA.STATUS_MASK, (uint)mask);
        }

        if (filter.Zone is { } zone)
        {
            request.WriteUInt16BigEndian(CTA.ZONE, zone);
        }

        if (filter.OnlyFamily is { } family)
        {
            var original = WriteConditions(request, CTA.TUPLE_ORIG, filter.Original, family);
            var reply = WriteConditions(request, CTA.TUPLE_REPLY, filter.Reply, family);
            WriteFields(request, original, reply);
        }
    }

    /// <summary>Names a flow by the tuple of one of its directions.</summary>
    internal static void Name(MessageBuilder request, ConntrackTuple tuple, ushort zone)
    {
        NetfilterMessage.WriteHeader(request, IpFamily.Of(tuple.Source));
        WriteTuple(request, tuple);
        if (zone != 0 || tuple.Zone != 0)
        {
            // A zone in the tuple would be taken for one of the original direction; one for both is compared in the direction that the tuple turns out to be of.
            request.WriteUInt16BigEndian(CTA.ZONE, zone != 0 ? zone : tuple.Zone);
        }
    }

    /// <summary>Names a flow exactly as the kernel has named it.</summary>
    internal static void Name(MessageBuilder request, in ConntrackHandle flow, ReadOnlySpan<byte> original)
    {
        NetfilterMessage.WriteHeader(request, flow.Family);
        using (request.Nest(CTA.TUPLE_ORIG))
        {
            request.WriteRaw(original);
        }

        if (flow.Zone != 0)
        {
            request.WriteUInt16BigEndian(CTA.ZONE, flow.Zone);
        }

        request.WriteUInt32BigEndian(CTA.ID, flow.Id);
    }

    private static void WriteTuple(MessageBuilder request, ConntrackTuple tuple)
    {
        using (request.Nest(CTA.TUPLE_ORIG))
        {
            using (request.Nest(CTA_TUPLE.IP))
            {
                var isIPv4 = tuple.Family is AddressFamily.InterNetwork;
                request.WriteAddress(isIPv4 ? CTA_IP.V4_SRC : CTA_IP.V6_SRC, tuple.Source);
                request.WriteAddress(isIPv4 ? CTA_IP.V4_DST : CTA_IP.V6_DST, tuple.Destination);
            }

            using (request.Nest(CTA_TUPLE.PROTO))
            {
                WriteProtocol(request, tuple);
            }
        }
    }

    private static void WriteProtocol(MessageBuilder request, ConntrackTuple tuple)
    {
        request.WriteByte(CTA_PROTO.NUM, (byte)tuple.Protocol);
        if (!tuple.IsIcmp)
        {
            // Protocols without ports ignore these.
            request.WriteUInt16BigEndian(CTA_PROTO.SRC_PORT, tuple.SourcePort);
            request.WriteUInt16BigEndian(CTA_PROTO.DST_PORT, tuple.DestinationPort);
            return;
        }

        var isIPv4 = tuple.Protocol is IpProtocol.Icmp;
        request.WriteUInt16BigEndian(isIPv4 ? CTA_PROTO.ICMP_ID : CTA_PROTO.ICMPV6_ID, tuple.IcmpId);
        request.WriteByte(isIPv4 ? CTA_PROTO.ICMP_TYPE : CTA_PROTO.ICMPV6_TYPE, tuple.IcmpType);
        request.WriteByte(isIPv4 ? CTA_PROTO.ICMP_CODE : CTA_PROTO.ICMPV6_CODE, tuple.IcmpCode);
    }

    /// <summary>Writes what the kernel can compare in one direction, and returns what that is.</summary>
    private static ConntrackTupleFields WriteConditions(MessageBuilder request, CTA attribute, in ConntrackConditions conditions, AddressFamily family)
    {
        var fields = conditions.ForKernel(family);
        if (fields is not ConntrackTupleFields.None)
        {
            using (request.Nest(attribute))
            {
                conditions.Write(request, fields);
            }
        }

        return fields;
    }

    private static void WriteFields(MessageBuilder request, ConntrackTupleFields original, ConntrackTupleFields reply)
    {
        if ((original | reply) is ConntrackTupleFields.None)
        {
            return;
        }

        using (request.Nest(CTA.FILTER))
        {
            if (original is not ConntrackTupleFields.None)
            {
                request.WriteUInt32(CTA_FILTER.ORIG_FLAGS, (uint)original);
            }

            if (reply is not ConntrackTupleFields.None)
            {
                request.WriteUInt32(CTA_FILTER.REPLY_FLAGS, (uint)reply);
            }
        }
    }
}

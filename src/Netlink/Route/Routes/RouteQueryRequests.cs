using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>Encodes the question for a packet's way: <c>rtmsg RTA_DST RTA_SRC RTA_IIF RTA_OIF RTA_MARK RTA_UID RTA_IP_PROTO RTA_SPORT RTA_DPORT</c>.</summary>
internal static class RouteQueryRequests
{
    /// <summary>RTM_F_LOOKUP_TABLE, linux/rtnetlink.h: the answer names the table the route was found in.</summary>
    internal const uint TellTable = 0x1000;

    /// <summary>RTM_F_FIB_MATCH, linux/rtnetlink.h: the answer is the route itself.</summary>
    internal const uint AsInTable = 0x2000;

    internal static void Write(MessageBuilder request, RouteQuery query)
    {
        var family = IpFamily.Of(query.Destination);
        var bits = (byte)IpFamily.Bits(family);
        request.WriteHeader(new rtmsg
        {
            rtm_family = family,
            rtm_dst_len = bits,
            rtm_src_len = query.Source is null ? (byte)0 : bits,
            rtm_tos = query.TypeOfService,
            rtm_flags = FlagsOf(family, query),
        });
        request.WriteAddress(RTA.DST, query.Destination);
        if (query.Source is not null)
        {
            request.WriteAddress(RTA.SRC, query.Source);
        }

        WriteNumber(request, RTA.IIF, (uint?)query.IncomingLink?.Value);
        WriteNumber(request, RTA.OIF, (uint?)query.Link?.Value);
        WriteNumber(request, RTA.MARK, query.Mark);
        WriteNumber(request, RTA.UID, query.UserId);
        WriteTransport(request, query);
    }

    /// <summary>IPv6 always tells the table, and does not want to be asked.</summary>
    private static uint FlagsOf(byte family, RouteQuery query) => (family == IpFamily.IPv4 ? TellTable : 0) | (query.AsInTable ? AsInTable : 0);

    private static void WriteTransport(MessageBuilder request, RouteQuery query)
    {
        if (query.TransportProtocol is { } transport)
        {
            request.WriteByte(RTA.IP_PROTO, (byte)transport);
        }

        if (query.SourcePort is { } source)
        {
            request.WriteUInt16BigEndian(RTA.SPORT, source);
        }

        if (query.DestinationPort is { } destination)
        {
            request.WriteUInt16BigEndian(RTA.DPORT, destination);
        }
    }

    private static void WriteNumber(MessageBuilder request, RTA attribute, uint? value)
    {
        if (value is { } number)
        {
            request.WriteUInt32(attribute, number);
        }
    }
}

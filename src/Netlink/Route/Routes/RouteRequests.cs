using System.Net;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>Encodes route requests.</summary>
/// <remarks>
/// <code>
/// rtmsg RTA_DST RTA_SRC RTA_TABLE RTA_OIF RTA_GATEWAY | RTA_VIA RTA_PREFSRC RTA_PRIORITY RTA_NH_ID RTA_PREF RTA_EXPIRES
///   RTA_METRICS { RTAX_MTU … } RTA_MULTIPATH ( rtnexthop RTA_GATEWAY )*
/// </code>
/// </remarks>
internal static class RouteRequests
{
    /// <summary>RTNH_F_ONLINK, linux/rtnetlink.h; the header's flags and a hop's share their values.</summary>
    internal const byte OnLinkFlag = 4;

    /// <summary>RTNH_F_PERVASIVE, linux/rtnetlink.h.</summary>
    private const byte PervasiveFlag = 2;

    internal static void Add(MessageBuilder request, RouteSpec spec)
    {
        var type = spec.Type ?? RouteType.Unicast;
        Write(request, spec, type, spec.Protocol ?? RouteProtocol.Boot, spec.Scope ?? DefaultScope(spec, type));
    }

    /// <summary>In a deletion, what is not given matches anything: nowhere is the scope that does.</summary>
    internal static void Delete(MessageBuilder request, RouteSpec spec) =>
        Write(request, spec, spec.Type ?? RouteType.Unspecified, spec.Protocol ?? RouteProtocol.Unspecified, spec.Scope ?? RouteScope.Nowhere);

    internal static void List(MessageBuilder request, RouteFilter? filter)
    {
        FilterLink.Check(filter?.Link);
        request.WriteHeader(new rtmsg
        {
            rtm_family = IpFamily.Of(filter?.Family),
            rtm_protocol = (byte)(filter?.Protocol ?? RouteProtocol.Unspecified),
            rtm_type = (byte)(filter?.Type ?? RouteType.Unspecified),
        });
        if (filter?.Table is { } table)
        {
            request.WriteUInt32(RTA.TABLE, table.Value);
        }

        if (filter?.Link is { } link)
        {
            request.WriteInt32(RTA.OIF, link.Value);
        }
    }

    private static void Write(MessageBuilder request, RouteSpec spec, RouteType type, RouteProtocol protocol, RouteScope scope)
    {
        var destination = spec.Destination;
        request.WriteHeader(new rtmsg
        {
            rtm_family = IpFamily.Of(destination.BaseAddress),
            rtm_dst_len = (byte)destination.PrefixLength,
            rtm_src_len = (byte)(spec.From?.PrefixLength ?? 0),
            rtm_tos = spec.TypeOfService,
            rtm_protocol = (byte)protocol,
            rtm_scope = (byte)scope,
            rtm_type = (byte)type,
            rtm_flags = (spec.OnLink ? OnLinkFlag : 0u) | (spec.Pervasive ? PervasiveFlag : 0u),
        });
        if (destination.PrefixLength > 0)
        {
            request.WriteAddress(RTA.DST, destination.BaseAddress);
        }

        if (spec.From is { PrefixLength: > 0 } from)
        {
            request.WriteAddress(RTA.SRC, from.BaseAddress);
        }

        request.WriteUInt32(RTA.TABLE, spec.Table.Value);
        if (spec.Link is { } link)
        {
            request.WriteInt32(RTA.OIF, link.Value);
        }

        WriteGateway(request, destination, spec.Gateway);
        WriteDetails(request, spec);
    }

    private static void WriteDetails(MessageBuilder request, RouteSpec spec)
    {
        if (spec.Source is not null)
        {
            request.WriteAddress(RTA.PREFSRC, spec.Source);
        }

        WriteNumber(request, RTA.PRIORITY, spec.Metric);
        WriteNumber(request, RTA.NH_ID, spec.NextHopId);
        if (spec.Preference is { } preference)
        {
            request.WriteByte(RTA.PREF, (byte)preference);
        }

        WriteNumber(request, RTA.EXPIRES, spec.Expires is { } expires ? (uint)(expires.Ticks / TimeSpan.TicksPerSecond) : null);
        if (spec.Metrics is { } metrics)
        {
            RouteMetricsWriter.Write(request, metrics);
        }

        if (spec.NextHops.Count > 0)
        {
            using var hops = request.Nest(RTA.MULTIPATH);
            foreach (var hop in spec.NextHops)
            {
                WriteHop(request, spec, hop);
            }
        }
    }

    private static void WriteHop(MessageBuilder request, RouteSpec spec, RouteNextHop hop)
    {
        using var scope = request.NestHop(new rtnexthop
        {
            rtnh_flags = (byte)((spec.OnLink || hop.OnLink ? OnLinkFlag : 0) | (spec.Pervasive ? PervasiveFlag : 0)),
            rtnh_hops = (byte)(hop.Weight - 1),
            rtnh_ifindex = hop.Link?.Value ?? 0,
        });
        WriteGateway(request, spec.Destination, hop.Gateway);
    }

    private static void WriteGateway(MessageBuilder request, IPNetwork destination, IPAddress? gateway)
    {
        if (gateway is null)
        {
            return;
        }

        if (gateway.AddressFamily == destination.BaseAddress.AddressFamily)
        {
            request.WriteAddress(RTA.GATEWAY, gateway);
            return;
        }

        Span<byte> via = stackalloc byte[sizeof(ushort) + 16];
        BitConverter.TryWriteBytes(via, (ushort)IpFamily.Of(gateway));
        gateway.TryWriteBytes(via[sizeof(ushort)..], out var length);
        request.WriteBytes(RTA.VIA, via[..(sizeof(ushort) + length)]);
    }

    private static void WriteNumber(MessageBuilder request, RTA attribute, uint? value)
    {
        if (value is { } number)
        {
            request.WriteUInt32(attribute, number);
        }
    }

    private static RouteScope DefaultScope(RouteSpec spec, RouteType type)
    {
        if (IpFamily.Of(spec.Destination.BaseAddress) == IpFamily.IPv6)
        {
            return RouteScope.Global;
        }

        return type switch
        {
            RouteType.Local => RouteScope.Host,
            RouteType.Broadcast or RouteType.Multicast or RouteType.Anycast => RouteScope.Link,
            RouteType.Unicast when spec.Gateway is null && spec.NextHops.Count == 0 && spec.NextHopId is null => RouteScope.Link,
            _ => RouteScope.Global,
        };
    }
}

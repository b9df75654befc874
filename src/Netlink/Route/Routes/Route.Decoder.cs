using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetController.Netlink.Protocol;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <content>
/// <code>
/// RTM_NEWROUTE rtmsg
///   RTA_DST RTA_TABLE RTA_OIF RTA_GATEWAY | RTA_VIA { family, address } RTA_PREFSRC RTA_PRIORITY RTA_NH_ID
///   RTA_METRICS { RTAX_MTU } RTA_MULTIPATH ( rtnexthop RTA_GATEWAY | RTA_VIA )*
/// </code>
/// </content>
public sealed partial record Route
{
    /// <summary>Describes a route by hand, for example to compare with.</summary>
    public Route()
    {
    }

    private Route(MessageReader message)
    {
        var header = message.ReadHeader<rtmsg>();
        Table = new RouteTable(header.rtm_table);
        Protocol = (RouteProtocol)header.rtm_protocol;
        Scope = (RouteScope)header.rtm_scope;
        Type = (RouteType)header.rtm_type;
        var destination = header.rtm_family == IpFamily.IPv4 ? IPAddress.Any : IPAddress.IPv6Any;
        var attributes = message.ReadAttributes<rtmsg, RTA>();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case RTA.DST: destination = attributes.GetAddress(); break;
                case RTA.TABLE: Table = new RouteTable(attributes.GetUInt32()); break;
                case RTA.OIF: Link = new LinkIndex(attributes.GetInt32()); break;
                case RTA.GATEWAY: Gateway = attributes.GetAddress(); break;
                case RTA.VIA: Gateway = ReadVia(attributes.Value); break;
                case RTA.PREFSRC: Source = attributes.GetAddress(); break;
                case RTA.PRIORITY: Metric = attributes.GetUInt32(); break;
                case RTA.NH_ID: NextHopId = attributes.GetUInt32(); break;
                case RTA.METRICS: Mtu = ReadMtu(attributes.GetNested<RTAX>()); break;
                case RTA.MULTIPATH: NextHops = ReadNextHops(attributes.Value); break;
            }
        }

        Destination = MakeNetwork(destination, header);
    }

    /// <summary>Reads a route message; null for any other message and for families other than IPv4 and IPv6.</summary>
    internal static Route? Decode(MessageReader message) => message.Type == (ushort)RTM.NEWROUTE ? Read(message) : null;

    /// <summary>Reads the route that a message is about, whatever it says about it; null for families other than IPv4 and IPv6.</summary>
    internal static Route? Read(MessageReader message) =>
        IpFamily.ToAddressFamily(message.ReadHeader<rtmsg>().rtm_family) is null ? null : new Route(message);

    private static IPNetwork MakeNetwork(IPAddress address, rtmsg header) =>
        IpFamily.Of(address) == header.rtm_family && header.rtm_dst_len <= IpFamily.Bits(header.rtm_family)
            ? new IPNetwork(address, header.rtm_dst_len)
            : throw new NetlinkProtocolException($"a route message of family {header.rtm_family} holds the destination {address}/{header.rtm_dst_len}");

    /// <summary>struct rtvia: the family in two bytes, then the address.</summary>
    private static IPAddress ReadVia(ReadOnlySpan<byte> via) =>
        via.Length is 6 or 18 ? new IPAddress(via[sizeof(ushort)..]) : throw new NetlinkProtocolException($"attribute RTA_VIA holds {via.Length} bytes where 6 or 18 are expected");

    private static int? ReadMtu(AttributeReader<RTAX> metrics)
    {
        int? mtu = null;
        while (metrics.Read())
        {
            if (metrics.Type is RTAX.MTU)
            {
                mtu = metrics.GetInt32();
            }
        }

        return mtu;
    }

    private static NextHopList ReadNextHops(ReadOnlySpan<byte> hops)
    {
        var list = new List<RouteNextHop>();
        var size = Unsafe.SizeOf<rtnexthop>();
        while (hops.Length >= size)
        {
            var header = MemoryMarshal.Read<rtnexthop>(hops);
            if (header.rtnh_len < size || header.rtnh_len > hops.Length)
            {
                throw new NetlinkProtocolException($"a hop in RTA_MULTIPATH claims {header.rtnh_len} bytes where {hops.Length} are left");
            }

            list.Add(ReadNextHop(header, hops[size..header.rtnh_len]));
            hops = hops[Math.Min(Alignment.Up(header.rtnh_len), hops.Length)..];
        }

        return NextHopList.Create(CollectionsMarshal.AsSpan(list));
    }

    private static RouteNextHop ReadNextHop(rtnexthop header, ReadOnlySpan<byte> attributes)
    {
        IPAddress? gateway = null;
        var reader = new AttributeReader<RTA>(attributes);
        while (reader.Read())
        {
            gateway = reader.Type switch
            {
                RTA.GATEWAY => reader.GetAddress(),
                RTA.VIA => ReadVia(reader.Value),
                _ => gateway,
            };
        }

        return new RouteNextHop { Gateway = gateway, Link = new LinkIndex(header.rtnh_ifindex), Weight = header.rtnh_hops + 1 };
    }
}

using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetController.Netlink.Protocol;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <content>
/// <code>
/// RTM_NEWROUTE rtmsg
///   RTA_DST RTA_TABLE RTA_OIF RTA_GATEWAY | RTA_VIA { family, address } RTA_PREFSRC RTA_PRIORITY RTA_NH_ID RTA_PREF
///   RTA_METRICS { RTAX_MTU … } RTA_MULTIPATH ( rtnexthop RTA_GATEWAY | RTA_VIA )* RTA_CACHEINFO RTA_ENCAP_TYPE RTA_ENCAP
///   RTA_SRC RTA_IIF RTA_MARK RTA_UID RTA_FLOW RTA_TTL_PROPAGATE
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
        Flags = (RouteFlags)header.rtm_flags;
        TypeOfService = header.rtm_tos;
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
                case RTA.PREF: Preference = (RoutePreference)attributes.GetByte(); break;
                case RTA.MULTIPATH: NextHops = ReadNextHops(attributes.Value); break;
                default: ReadExtra(attributes, header); break;
            }
        }

        Destination = MakeNetwork(destination, header.rtm_family, header.rtm_dst_len);
    }

    /// <summary>Reads a route message; null for any other message and for families other than IPv4 and IPv6.</summary>
    internal static Route? Decode(MessageReader message) => message.Type == (ushort)RTM.NEWROUTE ? Read(message) : null;

    /// <summary>Reads the route that a message is about, whatever it says about it; null for families other than IPv4 and IPv6.</summary>
    internal static Route? Read(MessageReader message) =>
        IpFamily.ToAddressFamily(message.ReadHeader<rtmsg>().rtm_family) is null ? null : new Route(message);

    private static IPNetwork MakeNetwork(IPAddress address, byte family, byte length) =>
        IpFamily.Of(address) == family && length <= IpFamily.Bits(family)
            ? new IPNetwork(address, length)
            : throw new NetlinkProtocolException($"a route message of family {family} holds the addresses {address}/{length}");

    /// <summary>struct rtvia: the family in two bytes, then the address.</summary>
    private static IPAddress ReadVia(ReadOnlySpan<byte> via) =>
        via.Length is 6 or 18 ? new IPAddress(via[sizeof(ushort)..]) : throw new NetlinkProtocolException($"attribute RTA_VIA holds {via.Length} bytes where 6 or 18 are expected");

    /// <summary>What few routes have; an attribute that says nothing allocates nothing.</summary>
    private void ReadExtra(in AttributeReader<RTA> attributes, rtmsg header)
    {
        switch (attributes.Type)
        {
            case RTA.METRICS when RouteMetrics.Decode(attributes.GetNested<RTAX>()) is var metrics && metrics != RouteMetrics.None:
                Extras = Extras with { Metrics = metrics };
                break;
            case RTA.CACHEINFO when attributes.GetStructure<rta_cacheinfo>().rta_expires is var expires and not 0:
                Extras = Extras with { Expires = TimeSpan.FromMilliseconds(10L * expires) };
                break;
            case RTA.ENCAP_TYPE:
                Extras = Extras with { Encapsulation = new RouteEncapsulation(attributes.GetUInt16(), Encapsulation?.Bytes ?? []) };
                break;
            case RTA.ENCAP:
                Extras = Extras with { Encapsulation = new RouteEncapsulation(Encapsulation?.Type ?? 0, [.. attributes.Value]) };
                break;
            case RTA.SRC:
                Extras = Extras with { From = MakeNetwork(attributes.GetAddress(), header.rtm_family, header.rtm_src_len) };
                break;
            case RTA.IIF:
                Extras = Extras with { IncomingLink = new LinkIndex(attributes.GetInt32()) };
                break;
            case RTA.MARK:
                Extras = Extras with { Mark = attributes.GetUInt32() };
                break;
            case RTA.UID:
                Extras = Extras with { UserId = attributes.GetUInt32() };
                break;
            case RTA.FLOW:
                Extras = Extras with { Realms = attributes.GetUInt32() };
                break;
            case RTA.TTL_PROPAGATE:
                Extras = Extras with { PropagatesTtl = attributes.GetBoolean() };
                break;
        }
    }

    private static ValueList<RouteNextHop> ReadNextHops(ReadOnlySpan<byte> hops)
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

        return ValueList.Create<RouteNextHop>(CollectionsMarshal.AsSpan(list));
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

        return new RouteNextHop
        {
            Gateway = gateway,
            Link = new LinkIndex(header.rtnh_ifindex),
            Weight = header.rtnh_hops + 1,
            OnLink = (header.rtnh_flags & RouteRequests.OnLinkFlag) != 0,
        };
    }
}

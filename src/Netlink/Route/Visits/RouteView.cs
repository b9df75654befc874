using System.Net.Sockets;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>What tells a route apart, read in place; <see cref="ToRoute"/> makes the whole object of one that is of interest.</summary>
public readonly ref struct RouteView
{
    private readonly MessageReader _message;

    internal RouteView(MessageReader message)
    {
        _message = message;
        var header = message.ReadHeader<rtmsg>();
        Family = IpFamily.ToAddressFamily(header.rtm_family) ?? AddressFamily.Unspecified;
        PrefixLength = header.rtm_dst_len;
        Table = new RouteTable(header.rtm_table);
        Protocol = (RouteProtocol)header.rtm_protocol;
        Type = (RouteType)header.rtm_type;
        var attributes = message.ReadAttributes<rtmsg, RTA>();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case RTA.DST: Destination = attributes.Value; break;
                case RTA.GATEWAY: Gateway = attributes.Value; break;
                case RTA.OIF: Link = new LinkIndex(attributes.GetInt32()); break;
                case RTA.TABLE: Table = new RouteTable(attributes.GetUInt32()); break;
                case RTA.MULTIPATH: HasSeveralWays = true; break;
                case RTA.PRIORITY: Metric = attributes.GetUInt32(); break;
            }
        }
    }

    /// <summary>IPv4 or IPv6.</summary>
    public AddressFamily Family { get; }

    /// <summary>The bytes of the destination; empty for a default route.</summary>
    public ReadOnlySpan<byte> Destination { get; }

    /// <summary>The bits of the destination that count; 0 for a default route.</summary>
    public int PrefixLength { get; }

    /// <summary>The bytes of the router's address in the route's own family; empty without one, for a router of the other family and for several ways.</summary>
    public ReadOnlySpan<byte> Gateway { get; }

    /// <inheritdoc cref="Route.Link"/>
    public LinkIndex? Link { get; }

    /// <summary>Whether it shares the traffic between several ways (<see cref="Route.NextHops"/>).</summary>
    public bool HasSeveralWays { get; }

    /// <inheritdoc cref="Route.Table"/>
    public RouteTable Table { get; }

    /// <inheritdoc cref="Route.Protocol"/>
    public RouteProtocol Protocol { get; }

    /// <inheritdoc cref="Route.Type"/>
    public RouteType Type { get; }

    /// <inheritdoc cref="Route.Metric"/>
    public uint Metric { get; }

    /// <summary>Makes the whole object.</summary>
    /// <returns>The route.</returns>
    public Route ToRoute() => Route.Decode(_message)!;
}

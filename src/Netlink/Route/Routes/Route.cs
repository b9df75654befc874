using System.Net;
using System.Net.Sockets;

namespace NetController.Netlink;

/// <summary>A route as the kernel described it at one moment.</summary>
public sealed partial record Route
{
    /// <summary>The addresses it is for; 0.0.0.0/0 or ::/0 for the default route.</summary>
    public IPNetwork Destination { get; init; }

    /// <summary>IPv4 or IPv6.</summary>
    public AddressFamily Family => Destination.BaseAddress?.AddressFamily ?? AddressFamily.Unspecified;

    /// <summary>The router packets are sent to, or null. An IPv4 route may have an IPv6 gateway.</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary>The link packets leave by, or null.</summary>
    public LinkIndex? Link { get; init; }

    /// <summary>The address packets of this host are sent from, or null.</summary>
    public IPAddress? Source { get; init; }

    /// <summary>The table it is in.</summary>
    public RouteTable Table { get; init; }

    /// <summary>Who made it.</summary>
    public RouteProtocol Protocol { get; init; }

    /// <summary>How far it reaches.</summary>
    public RouteScope Scope { get; init; }

    /// <summary>What happens to packets.</summary>
    public RouteType Type { get; init; }

    /// <summary>Its rank among routes to the same destination; 0 when none was given (IPv4).</summary>
    public uint Metric { get; init; }

    /// <summary>The longest packet on this route in bytes, or null when the link decides.</summary>
    public int? Mtu { get; init; }

    /// <summary>The kernel's next hop object it uses, or null.</summary>
    public uint? NextHopId { get; init; }

    /// <summary>The ways it shares the traffic between, or none when it has one way only.</summary>
    public NextHopList NextHops { get; init; }
}

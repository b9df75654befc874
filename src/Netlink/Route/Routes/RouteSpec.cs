using System.Net;
using System.Net.Sockets;

namespace NetController.Netlink;

/// <summary>A route to be made or removed; what is null is left to the kernel when it is made, and may be anything when it is removed.</summary>
public sealed record RouteSpec : IOperationSubject
{
    /// <summary>Names the destination.</summary>
    /// <param name="destination">The addresses the route is for; see <see cref="ToEverywhere"/> for the default route.</param>
    /// <exception cref="ArgumentException">The value was made with <c>default</c>, which is no network.</exception>
    public RouteSpec(IPNetwork destination)
    {
        if (destination.BaseAddress is null)
        {
            throw new ArgumentException("The destination is empty; the default route is 0.0.0.0/0 or ::/0.", nameof(destination));
        }

        Destination = destination;
    }

    /// <summary>The addresses it is for.</summary>
    public IPNetwork Destination { get; }

    /// <summary>The router to send to, or null when the destination is on the link. An IPv4 route may have an IPv6 gateway.</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary>The link to leave by.</summary>
    public LinkIndex? Link { get; init; }

    /// <summary>The address packets of this host are sent from. <c>src</c>.</summary>
    public IPAddress? Source { get; init; }

    /// <summary>The table; by default <see cref="RouteTable.Main"/>.</summary>
    public RouteTable Table { get; init; } = RouteTable.Main;

    /// <summary>Who makes it; by default <see cref="RouteProtocol.Boot"/>, as <c>ip</c> does.</summary>
    public RouteProtocol? Protocol { get; init; }

    /// <summary>How far it reaches; by default what follows from type and gateway, as <c>ip</c> computes it. IPv6 has no such thing.</summary>
    public RouteScope? Scope { get; init; }

    /// <summary>What happens to packets; by default <see cref="RouteType.Unicast"/>.</summary>
    public RouteType? Type { get; init; }

    /// <summary>Its rank among routes to the same destination: the smallest is used. <c>metric</c>.</summary>
    public uint? Metric { get; init; }

    /// <summary>The longest packet on this route in bytes.</summary>
    public int? Mtu { get; init; }

    /// <summary>Whether the gateway counts as reachable on the link although no route leads to it. <c>onlink</c>.</summary>
    public bool OnLink { get; init; }

    /// <summary>Several ways to share the traffic, in place of <see cref="Gateway"/> and <see cref="Link"/>.</summary>
    public NextHopList NextHops { get; init; }

    string IOperationSubject.Words
    {
        get
        {
            var text = Destination.PrefixLength == 0 ? "default" : Destination.ToString();
            text += Gateway is null ? "" : $" via {Gateway}";
            return Link is { } link ? $"{text} dev {link}" : text;
        }
    }

    /// <summary>The default route of a family.</summary>
    /// <param name="family">IPv4 or IPv6.</param>
    /// <returns>A specification without gateway.</returns>
    /// <exception cref="ArgumentException">The family is neither.</exception>
    public static RouteSpec ToEverywhere(AddressFamily family) => new(IpFamily.Of((AddressFamily?)family) == IpFamily.IPv4
        ? new IPNetwork(IPAddress.Any, 0)
        : new IPNetwork(IPAddress.IPv6Any, 0));
}

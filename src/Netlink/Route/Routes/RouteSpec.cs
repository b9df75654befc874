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

    /// <summary>The longest packet on this route in bytes; the same as in <see cref="Metrics"/>. <c>mtu</c>.</summary>
    public int? Mtu
    {
        get => Metrics?.Mtu;
        init => Metrics = (Metrics ?? RouteMetrics.None) with { Mtu = value };
    }

    /// <summary>What connections over it begin with.</summary>
    public RouteMetrics? Metrics { get; init => field = value == RouteMetrics.None ? null : value; }

    /// <summary>How much it is liked among equals; IPv6 only. <c>pref</c>.</summary>
    public RoutePreference? Preference { get; init; }

    /// <summary>How long it exists, in whole seconds; by default for ever. IPv6 only. <c>expires</c>.</summary>
    public TimeSpan? Expires { get; init; }

    /// <summary>The source addresses it is for; by default any. IPv6 only. <c>from</c>.</summary>
    public IPNetwork? From { get; init; }

    /// <summary>The type of service it is for; by default any. IPv4 only. <c>tos</c>.</summary>
    public byte TypeOfService { get; init; }

    /// <summary>Whether the gateway is looked up in turn. <c>pervasive</c>.</summary>
    public bool Pervasive { get; init; }

    /// <summary>The kernel's next hop object to use, in place of <see cref="Gateway"/>, <see cref="Link"/> and <see cref="NextHops"/>. <c>nhid</c>.</summary>
    public uint? NextHopId { get; init; }

    /// <summary>Whether the gateway counts as reachable on the link although no route leads to it. <c>onlink</c>.</summary>
    public bool OnLink { get; init; }

    /// <summary>Several ways to share the traffic, in place of <see cref="Gateway"/> and <see cref="Link"/>.</summary>
    public ValueList<RouteNextHop> NextHops { get; init; }

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

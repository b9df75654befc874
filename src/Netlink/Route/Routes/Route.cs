using System.Net;
using System.Net.Sockets;

namespace NetController.Netlink;

/// <summary>A route as the kernel described it at one moment.</summary>
public sealed partial record Route
{
    // A list may hold a hundred thousand routes: kept as plain numbers, these two fill gaps between the other fields. Next hop objects are numbered from 1.
    private readonly uint _table;
    private readonly uint _nextHopId;
    private RouteExtras? _extras;

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
    public RouteTable Table
    {
        get => new(_table);
        init => _table = value.Value;
    }

    /// <summary>Who made it.</summary>
    public RouteProtocol Protocol { get; init; }

    /// <summary>How far it reaches.</summary>
    public RouteScope Scope { get; init; }

    /// <summary>What happens to packets.</summary>
    public RouteType Type { get; init; }

    /// <summary>Its state.</summary>
    public RouteFlags Flags { get; init; }

    /// <summary>Its rank among routes to the same destination; 0 when none was given (IPv4).</summary>
    public uint Metric { get; init; }

    /// <summary>How much it is liked among equals (IPv6).</summary>
    public RoutePreference Preference { get; init; }

    /// <summary>The type of service it is for; 0 is any.</summary>
    public byte TypeOfService { get; init; }

    /// <summary>The kernel's next hop object it uses, or null.</summary>
    public uint? NextHopId
    {
        get => _nextHopId == 0 ? null : _nextHopId;
        init => _nextHopId = value ?? 0;
    }

    /// <summary>The ways it shares the traffic between, or none when it has one way only.</summary>
    public ValueList<RouteNextHop> NextHops { get; init; }

    /// <summary>The longest packet on this route in bytes, or null when the link decides; the same as in <see cref="Metrics"/>.</summary>
    public int? Mtu
    {
        get => Metrics?.Mtu;
        init => Metrics = (Metrics ?? RouteMetrics.None) with { Mtu = value };
    }

    /// <summary>What connections over it begin with, or null when nothing is set.</summary>
    public RouteMetrics? Metrics
    {
        get => _extras?.Metrics;
        init => Extras = Extras with { Metrics = value == RouteMetrics.None ? null : value };
    }

    /// <summary>How long it still exists; null for ever. IPv6, or as the answer to a question, whatever is left of what was learned about the destination.</summary>
    public TimeSpan? Expires
    {
        get => _extras?.Expires;
        init => Extras = Extras with { Expires = value };
    }

    /// <summary>The tunnel it puts packets into, or null.</summary>
    public RouteEncapsulation? Encapsulation
    {
        get => _extras?.Encapsulation;
        init => Extras = Extras with { Encapsulation = value };
    }

    /// <summary>The source addresses it is for, or null for any (IPv6). <c>from</c>.</summary>
    public IPNetwork? From
    {
        get => _extras?.From;
        init => Extras = Extras with { From = value };
    }

    /// <summary>As the answer to a question: the link the packet came in by, or null. <c>iif</c>.</summary>
    public LinkIndex? IncomingLink
    {
        get => _extras?.IncomingLink;
        init => Extras = Extras with { IncomingLink = value };
    }

    /// <summary>As the answer to a question: the packet's firewall mark, or null.</summary>
    public uint? Mark
    {
        get => _extras?.Mark;
        init => Extras = Extras with { Mark = value };
    }

    /// <summary>As the answer to a question: the user who sends, or null. <c>uid</c>.</summary>
    public uint? UserId
    {
        get => _extras?.UserId;
        init => Extras = Extras with { UserId = value };
    }

    /// <summary>Its routing realms, that of the source in the upper half; null for none (IPv4). <c>realms</c>.</summary>
    public uint? Realms
    {
        get => _extras?.Realms;
        init => Extras = Extras with { Realms = value };
    }

    /// <summary>Whether the hop count is carried over into and out of the tunnel (MPLS), or null.</summary>
    public bool? PropagatesTtl
    {
        get => _extras?.PropagatesTtl;
        init => Extras = Extras with { PropagatesTtl = value };
    }

    /// <summary>What few routes have. Without any of it the reference stays null, so that equal routes are equal.</summary>
    private RouteExtras Extras
    {
        get => _extras ?? RouteExtras.None;
        set => _extras = value == RouteExtras.None ? null : value;
    }
}

using System.Net;

namespace NetController.Netlink;

/// <summary>What an address is given beyond its prefix; what is null is left to the kernel.</summary>
public sealed record AddressOptions
{
    /// <summary>Whether to use an IPv6 address at once instead of looking for duplicates for a second. <c>nodad</c>; no meaning for IPv4.</summary>
    public bool NoDad { get; init; }

    /// <summary>Whether to leave out the route to the subnet. <c>noprefixroute</c>.</summary>
    public bool NoPrefixRoute { get; init; }

    /// <summary>How far it reaches; by default global, and host for loopback addresses. IPv6 reach follows from the address itself.</summary>
    public RouteScope? Scope { get; init; }

    /// <summary>A label of at most 15 bytes that begins with the link's name; IPv4 only.</summary>
    public string? Label { get; init; }

    /// <summary>The broadcast address; by default none is set, as <c>ip</c> does. IPv4 only.</summary>
    public IPAddress? Broadcast { get; init; }

    /// <summary>The other end, on a point-to-point link.</summary>
    public IPAddress? Peer { get; init; }
}

using System.Net;

namespace NetController.Netlink;

/// <summary>What an address is given beyond its prefix; what is null is left to the kernel.</summary>
public sealed record AddressOptions
{
    /// <summary>Whether to use an IPv6 address at once instead of looking for duplicates for a second. <c>nodad</c>; no meaning for IPv4.</summary>
    public bool NoDad { get; init; }

    /// <summary>Whether to use an IPv6 address already while duplicates are looked for. <c>optimistic</c>; needs the link's sysctl <c>optimistic_dad</c>.</summary>
    public bool Optimistic { get; init; }

    /// <summary>Whether it is a home address of mobile IPv6. <c>home</c>.</summary>
    public bool HomeAddress { get; init; }

    /// <summary>Whether to make temporary (privacy) addresses from an IPv6 address, whose prefix must have 64 bits. <c>mngtmpaddr</c>.</summary>
    public bool ManageTemporary { get; init; }

    /// <summary>Whether to join the group of a multicast address. <c>autojoin</c>.</summary>
    public bool MulticastAutoJoin { get; init; }

    /// <summary>Whether to leave out the route to the subnet. <c>noprefixroute</c>.</summary>
    public bool NoPrefixRoute { get; init; }

    /// <summary>How far it reaches; by default global, and host for loopback addresses. IPv6 reach follows from the address itself.</summary>
    public RouteScope? Scope { get; init; }

    /// <summary>A label of at most 15 bytes, by convention the link's name with something after a colon; IPv4 only.</summary>
    public string? Label { get; init; }

    /// <summary>The broadcast address; by default none is set, as <c>ip</c> does. IPv4 only.</summary>
    public IPAddress? Broadcast { get; init; }

    /// <summary>The other end, on a point-to-point link; of the same family.</summary>
    public IPAddress? Peer { get; init; }

    /// <summary>How long it exists, in whole seconds; by default for ever. <c>valid_lft</c>.</summary>
    public TimeSpan? ValidLifetime { get; init; }

    /// <summary>How long it is used for new connections, in whole seconds and at most <see cref="ValidLifetime"/>; by default as long as it exists. <c>preferred_lft</c>.</summary>
    public TimeSpan? PreferredLifetime { get; init; }

    /// <summary>The rank of the route to its subnet; by default the kernel's own. <c>metric</c>.</summary>
    public uint? Metric { get; init; }

    /// <summary>Who makes it; not recorded unless given, and only by Linux 5.18 and newer. <c>proto</c>.</summary>
    public AddressProtocol Protocol { get; init; }

    internal AddressFlags Flags =>
        (NoDad ? AddressFlags.NoDad : 0) | (Optimistic ? AddressFlags.Optimistic : 0) | (HomeAddress ? AddressFlags.HomeAddress : 0)
        | (ManageTemporary ? AddressFlags.ManageTemporary : 0) | (MulticastAutoJoin ? AddressFlags.MulticastAutoJoin : 0) | (NoPrefixRoute ? AddressFlags.NoPrefixRoute : 0);
}

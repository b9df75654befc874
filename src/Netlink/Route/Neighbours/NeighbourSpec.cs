using System.Net;

namespace NetController.Netlink;

/// <summary>A neighbour to be entered by hand; <c>ip neighbour add ADDRESS lladdr MAC dev DEV</c> (ip-neighbour(8)).</summary>
public sealed record NeighbourSpec : IOperationSubject
{
    /// <summary>Names the neighbour.</summary>
    /// <param name="link">The link it is on.</param>
    /// <param name="address">Its IP address.</param>
    /// <exception cref="ArgumentException">The link has no number.</exception>
    public NeighbourSpec(LinkIndex link, IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentOutOfRangeException.ThrowIfLessThan(link.Value, 1, nameof(link));
        Link = link;
        Address = address;
    }

    /// <summary>The link it is on.</summary>
    public LinkIndex Link { get; }

    /// <summary>Its IP address.</summary>
    public IPAddress Address { get; }

    /// <summary>Its link-layer address; needed for a state in which packets can be sent, and by default unknown. <c>lladdr</c>.</summary>
    public HardwareAddress? HardwareAddress { get; init; }

    /// <summary>The state to begin in; by default <see cref="NeighbourStates.Permanent"/>, as <c>ip</c> does. <c>nud</c>.</summary>
    public NeighbourStates State { get; init; } = NeighbourStates.Permanent;

    /// <summary>Whether the neighbour is a router (IPv6). <c>router</c>.</summary>
    public bool IsRouter { get; init; }

    /// <summary>Whether a program keeps the entry fresh; such entries go when the link loses its carrier. <c>extern_learn</c>.</summary>
    public bool IsExternallyLearned { get; init; }

    /// <summary>Whether to resolve it at once. <c>use</c>.</summary>
    public bool Use { get; init; }

    /// <summary>Whether the kernel is to keep it resolved; needs Linux 5.16. <c>managed</c>.</summary>
    public bool IsManaged { get; init; }

    /// <summary>Who makes the entry; not recorded unless given. <c>protocol</c>.</summary>
    public RouteProtocol Protocol { get; init; }

    string IOperationSubject.Words => $"{Address}{(HardwareAddress is { } mac ? $" lladdr {mac}" : "")} dev {Link}";

    internal NeighbourFlags Flags =>
        (IsRouter ? NeighbourFlags.Router : 0) | (IsExternallyLearned ? NeighbourFlags.ExternallyLearned : 0) | (Use ? NeighbourFlags.Use : 0);
}

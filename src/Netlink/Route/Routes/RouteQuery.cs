using System.Net;

namespace NetController.Netlink;

/// <summary>A packet whose way is asked for; <c>ip route get</c> (ip-route(8)). What is null is left open.</summary>
public sealed record RouteQuery : IOperationSubject
{
    /// <summary>Names the destination.</summary>
    /// <param name="destination">Where the packet goes.</param>
    public RouteQuery(IPAddress destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        Destination = destination;
    }

    /// <summary>Where the packet goes.</summary>
    public IPAddress Destination { get; }

    /// <summary>Where it comes from. <c>from</c>.</summary>
    public IPAddress? Source { get; init; }

    /// <summary>The link it came in by, for a packet that is forwarded; needs <see cref="Source"/> to be of use. <c>iif</c>.</summary>
    public LinkIndex? IncomingLink { get; init; }

    /// <summary>The link it must leave by. <c>oif</c>.</summary>
    public LinkIndex? Link { get; init; }

    /// <summary>Its firewall mark. <c>mark</c>.</summary>
    public uint? Mark { get; init; }

    /// <summary>The user who sends it. <c>uid</c>.</summary>
    public uint? UserId { get; init; }

    /// <summary>Its type of service. <c>tos</c>.</summary>
    public byte TypeOfService { get; init; }

    /// <summary>Its transport protocol; needed with ports. <c>ipproto</c>.</summary>
    public IpProtocol? TransportProtocol { get; init; }

    /// <summary>Its source port. <c>sport</c>.</summary>
    public ushort? SourcePort { get; init; }

    /// <summary>Its destination port. <c>dport</c>.</summary>
    public ushort? DestinationPort { get; init; }

    /// <summary>Whether to return the route as the table holds it, instead of what it means for this packet. <c>fibmatch</c>.</summary>
    public bool AsInTable { get; init; }

    string IOperationSubject.Words => $"{Destination}{(Source is null ? "" : $" from {Source}")}{(IncomingLink is { } link ? $" iif {link}" : "")}";
}

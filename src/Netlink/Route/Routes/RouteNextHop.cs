using System.Net;

namespace NetController.Netlink;

/// <summary>One of several ways a route can take.</summary>
public sealed record RouteNextHop
{
    /// <summary>The gateway, or null when the destination is on the link.</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary>The link to leave by, or null to let the kernel find it.</summary>
    public LinkIndex? Link { get; init; }

    /// <summary>Whether the gateway counts as reachable on the link although no route leads to it. <c>onlink</c>.</summary>
    public bool OnLink { get; init; }

    /// <summary>Its share of the traffic in relation to the others; 1 to 256.</summary>
    public int Weight
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 256);
            field = value;
        }
    } = 1;
}

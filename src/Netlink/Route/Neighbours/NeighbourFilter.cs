using System.Net.Sockets;

namespace NetController.Netlink;

/// <summary>Which neighbours to list. The kernel chooses by family, link, master and proxy; by state the library does.</summary>
public sealed record NeighbourFilter
{
    /// <summary>Only IPv4 or only IPv6.</summary>
    public AddressFamily? Family { get; init; }

    /// <summary>Only those on this link. <c>dev</c>.</summary>
    public LinkIndex? Link { get; init; }

    /// <summary>Only those on ports of this link; the kernel has no such choice for proxies. <c>master</c>.</summary>
    public LinkIndex? Master { get; init; }

    /// <summary>Only those in one of these states; by default in any, as <c>nud all</c>.</summary>
    public NeighbourStates? States { get; init; }

    /// <summary>The addresses this host answers for instead of its neighbours. <c>proxy</c>.</summary>
    public bool Proxies { get; init; }

    internal bool Matches(Neighbour neighbour) =>
        (Link is null || neighbour.Link == Link)
        && (States is not { } states || (neighbour.State & states) != 0 || (states is NeighbourStates.None && neighbour.State is NeighbourStates.None));
}

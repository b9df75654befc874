using System.Collections.Immutable;

namespace NetController.Drivers.Bridge;

/// <summary>The paths of the sysctls that bridges depend on; see the kernel's Documentation/networking/ip-sysctl.rst.</summary>
internal static class BridgeSysctls
{
    public const string ForwardIPv4 = "net/ipv4/ip_forward";
    public const string ForwardIPv6 = "net/ipv6/conf/all/forwarding";
    public const string ForwardIPv6OfNewLinks = "net/ipv6/conf/default/forwarding";

    /// <summary>Whether a link takes addresses and routes from router advertisements: 0 no, 1 unless it forwards, 2 always.</summary>
    public static string AcceptRouterAdvertisements(string link) => $"net/ipv6/conf/{link}/accept_ra";

    /// <summary>Whether a link is without IPv6, its link-local address included.</summary>
    public static string DisableIPv6(string link) => $"net/ipv6/conf/{link}/disable_ipv6";

    /// <summary>Whether the removal of a primary address makes a secondary one of its subnet primary rather than removing it too.</summary>
    public static string PromoteSecondaries(string link) => $"net/ipv4/conf/{link}/promote_secondaries";

    /// <summary>Whether addresses of 127.0.0.0/8 are addresses like others on a link.</summary>
    public static string RouteLoopback(string link) => $"net/ipv4/conf/{link}/route_localnet";

    /// <summary>The settings of the link itself that <see cref="BridgeDiff"/> compares.</summary>
    public static ImmutableArray<string> OfLink(string link) =>
        [AcceptRouterAdvertisements(link), DisableIPv6(link), PromoteSecondaries(link), RouteLoopback(link)];

    /// <summary>Whether frames that bridges only switch pass through the rules of a family; there is none without br_netfilter.</summary>
    public static ImmutableArray<string> OfSwitchedFrames { get; } = ["net/bridge/bridge-nf-call-iptables", "net/bridge/bridge-nf-call-ip6tables"];

    /// <summary>The settings of the host that <see cref="BridgeDiff"/> compares.</summary>
    public static ImmutableArray<string> OfHost { get; } = [ForwardIPv4, ForwardIPv6, ForwardIPv6OfNewLinks];
}

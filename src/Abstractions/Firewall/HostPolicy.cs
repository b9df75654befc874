namespace NetController.Firewall;

/// <summary>What serves all networks at once.</summary>
/// <param name="GuardIPv4">Whether IPv4 packets that neither come from nor go to one of our links are dropped when forwarded, because we turned forwarding on.</param>
/// <param name="GuardIPv6">The same for IPv6.</param>
public sealed record HostPolicy(bool GuardIPv4 = false, bool GuardIPv6 = false)
{
    /// <summary>Whether others may reach endpoints by their own addresses where they know a route (Docker's <c>--allow-direct-routing</c>); published ports only. Default false.</summary>
    public bool AllowDirectRouting { get; init; }

    /// <summary>Packets with this mark are let through to endpoints whatever their networks say (Docker's <c>--bridge-accept-fwmark</c>); null for none.</summary>
    public FirewallMark? AcceptMark { get; init; }

    /// <summary>Whether the guard of a family is on.</summary>
    public bool Guards(IPFamily family) => family == IPFamily.IPv4 ? GuardIPv4 : GuardIPv6;
}

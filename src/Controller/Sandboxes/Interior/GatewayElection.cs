using System.Net;

namespace NetController.Sandboxes.Interior;

/// <summary>
/// Which endpoint gives its sandbox the way to everywhere, for each family on its own: the highest priority, then networks that are not
/// internal, then those with gateways of more families, then the network whose name comes first (Docker's order).
/// </summary>
internal static class GatewayElection
{
    /// <summary>The endpoint whose gateway of the family is the sandbox's; null where none has one.</summary>
    public static GatewayCandidate? Elect(IReadOnlyList<GatewayCandidate> candidates, IPFamily family)
    {
        GatewayCandidate? elected = null;
        foreach (var candidate in candidates)
        {
            if (candidate.Gateway(family) is not null && (elected is null || Order.Compare(candidate, elected) < 0))
            {
                elected = candidate;
            }
        }

        return elected;
    }

    private static readonly Comparer<GatewayCandidate> Order = Comparer<GatewayCandidate>.Create(static (left, right) =>
    {
        var byPriority = right.Priority.CompareTo(left.Priority);
        var byInside = byPriority != 0 ? byPriority : left.IsInternal.CompareTo(right.IsInternal);
        var byGateways = byInside != 0 ? byInside : right.Gateways.CompareTo(left.Gateways);
        return byGateways != 0 ? byGateways : string.CompareOrdinal(left.Network, right.Network);
    });
}

/// <summary>An endpoint as the election sees it.</summary>
/// <param name="Link">Its interface.</param>
/// <param name="Network">Its network's name.</param>
/// <param name="Priority">Its gateway priority.</param>
/// <param name="IsInternal">Whether its network is internal.</param>
/// <param name="IPv4">Its IPv4 gateway.</param>
/// <param name="IPv6">Its IPv6 gateway.</param>
internal sealed record GatewayCandidate(string Link, string Network, int Priority, bool IsInternal, IPAddress? IPv4, IPAddress? IPv6)
{
    public int Gateways => (IPv4 is null ? 0 : 1) + (IPv6 is null ? 0 : 1);

    public IPAddress? Gateway(IPFamily family) => family == IPFamily.IPv4 ? IPv4 : IPv6;
}

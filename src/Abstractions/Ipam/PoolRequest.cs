using System.Collections.Immutable;

namespace NetController.Ipam;

/// <summary>What a network asks of IPAM: one subnet of one family.</summary>
/// <param name="Family">The family.</param>
/// <param name="Network">The network that will own the pool.</param>
/// <param name="NetworkName">Its name, for messages.</param>
public sealed record PoolRequest(IPFamily Family, NetworkId Network, string NetworkName)
{
    /// <summary>The subnet wanted; null to have a free one chosen from the default pools.</summary>
    public IPPrefix? Subnet { get; init; }

    /// <summary>The length of the subnet to choose, where <see cref="Subnet"/> is null; null for the default pools' own size.</summary>
    public int? PrefixLength { get; init; }

    /// <summary>The part of the subnet that addresses are chosen from; null for all of it. Addresses asked for may lie outside.</summary>
    public IPPrefix? Range { get; init; }

    /// <summary>What the host itself uses. A wanted subnet that overlaps it is refused; a chosen one avoids it.</summary>
    public ImmutableArray<OccupiedPrefix> Occupied { get; init; } = [];
}

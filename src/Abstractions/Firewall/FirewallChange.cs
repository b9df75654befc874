using System.Collections.Immutable;

namespace NetController.Firewall;

/// <summary>What one firewall transaction changes.</summary>
public sealed record FirewallChange
{
    /// <summary>Policies to put in force, new or in place of the network's present one.</summary>
    public ImmutableArray<NetworkPolicy> Set { get; init; } = [];

    /// <summary>Networks whose rules go; unknown ones are done already.</summary>
    public ImmutableArray<NetworkId> Remove { get; init; } = [];

    /// <summary>The policy that serves all networks; null to keep the present one.</summary>
    public HostPolicy? Host { get; init; }
}

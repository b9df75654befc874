using System.Collections.Immutable;

namespace NetController.Firewall;

/// <summary>What one firewall transaction changes.</summary>
public sealed record FirewallChange
{
    /// <summary>Policies to put in force, new or in place of the network's present one.</summary>
    public ImmutableArray<NetworkPolicy> Set { get; init; } = [];

    /// <summary>Endpoints to put in force, new or in place of the endpoint's present policy. Their networks are in force already or set by the same change.</summary>
    public ImmutableArray<EndpointPolicy> SetEndpoints { get; init; } = [];

    /// <summary>Endpoints whose rules go; unknown ones are done already.</summary>
    public ImmutableArray<EndpointId> RemoveEndpoints { get; init; } = [];

    /// <summary>Networks whose rules go, those of their endpoints as well; unknown ones are done already.</summary>
    public ImmutableArray<NetworkId> Remove { get; init; } = [];

    /// <summary>The policy that serves all networks; null to keep the present one.</summary>
    public HostPolicy? Host { get; init; }

    /// <summary>Whether the caller wants to be told the commands that would make the change. Without them a backend may save itself their text.</summary>
    public bool TellsCommands { get; init; } = true;
}

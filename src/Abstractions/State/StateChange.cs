using System.Collections.Immutable;

namespace NetController.State;

/// <summary>What one transaction writes: deletions first, then the records given, new or in place of the ones with their ids.</summary>
public sealed record StateChange
{
    /// <summary>Networks to write.</summary>
    public ImmutableArray<StoredNetwork> Networks { get; init; } = [];

    /// <summary>Endpoints to write.</summary>
    public ImmutableArray<StoredEndpoint> Endpoints { get; init; } = [];

    /// <summary>Sandboxes to write.</summary>
    public ImmutableArray<StoredSandbox> Sandboxes { get; init; } = [];

    /// <summary>Host changes to write.</summary>
    public ImmutableArray<StoredHostChange> HostChanges { get; init; } = [];

    /// <summary>Networks to delete; unknown ones are done already.</summary>
    public ImmutableArray<NetworkId> DeletedNetworks { get; init; } = [];

    /// <summary>Endpoints to delete.</summary>
    public ImmutableArray<EndpointId> DeletedEndpoints { get; init; } = [];

    /// <summary>Sandboxes to delete.</summary>
    public ImmutableArray<SandboxId> DeletedSandboxes { get; init; } = [];

    /// <summary>Host changes to delete, by sysctl path.</summary>
    public ImmutableArray<string> DeletedHostChanges { get; init; } = [];
}

using System.Collections.Immutable;
using System.Net;
using NetController.State;

namespace NetController;

/// <summary>What a start did: the answer to "what changed on my host, and why".</summary>
public sealed record InitializeReport
{
    /// <summary>Damage found in the store and what was done about it, one sentence each.</summary>
    public ImmutableArray<string> StoreFindings { get; init; } = [];

    /// <summary>Networks, sandboxes and endpoints left half made or half deleted by a process that died, now removed or only reserved again.</summary>
    public ImmutableArray<string> Unfinished { get; init; } = [];

    /// <summary>Persisted networks that the kernel holds as recorded.</summary>
    public ImmutableArray<string> Restored { get; init; } = [];

    /// <summary>Persisted networks that could not be restored, with the reason. They are kept and tried again.</summary>
    public ImmutableArray<DegradedNetwork> Degraded { get; init; } = [];

    /// <summary>Endpoints of active sandboxes that could not be restored whole, with the reason. Their containers keep running, and they are tried again.</summary>
    public ImmutableArray<DegradedEndpoint> DegradedEndpoints { get; init; } = [];

    /// <summary>Default networks that were missing and are now made.</summary>
    public ImmutableArray<string> Created { get; init; } = [];

    /// <summary>Default networks that were replaced by a fresh one.</summary>
    public ImmutableArray<string> Refreshed { get; init; } = [];

    /// <summary>Default networks that were removed because they are switched off.</summary>
    public ImmutableArray<string> Deleted { get; init; } = [];

    /// <summary>Whether the default networks were left as they are because sandboxes are active.</summary>
    public bool DefaultNetworksKept { get; init; }

    /// <summary>The active sandboxes: as given, and by name those that count as active because their namespaces are there.</summary>
    public ImmutableArray<string> ActiveSandboxes { get; init; } = [];

    /// <summary>Stale sandboxes that were removed with everything they had in the kernel.</summary>
    public ImmutableArray<string> StaleSandboxes { get; init; } = [];

    /// <summary>The changes made to links, addresses, sysctls and firewall rules, as commands.</summary>
    public ImmutableArray<string> Changes { get; init; } = [];

    /// <summary>Every setting of the host that is changed now, with its old value.</summary>
    public ImmutableArray<StoredHostChange> HostChanges { get; init; } = [];

    /// <summary>The addresses that containers reach the host by.</summary>
    public ImmutableArray<IPAddress> HostGateways { get; init; } = [];

    /// <summary>Leftovers with our tag and without a record, now removed.</summary>
    public ImmutableArray<string> Leftovers { get; init; } = [];

    /// <summary>What was asked for and could not be followed, one sentence each.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>How long each step took.</summary>
    public ImmutableArray<StepTiming> Steps { get; init; } = [];
}

/// <summary>A network that is wanted and could not be made real.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="Reason">Why.</param>
public sealed record DegradedNetwork(string Name, string Reason);

/// <summary>An endpoint that is wanted and could not be made real.</summary>
/// <param name="Id">The endpoint.</param>
/// <param name="Name">Its name.</param>
/// <param name="Network">Its network's name.</param>
/// <param name="Reason">Why.</param>
public sealed record DegradedEndpoint(EndpointId Id, string Name, string Network, string Reason);

/// <summary>How long one step of the start took.</summary>
/// <param name="Step">The step.</param>
/// <param name="Elapsed">Its duration.</param>
public sealed record StepTiming(string Step, TimeSpan Elapsed);

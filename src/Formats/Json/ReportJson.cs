namespace NetController.Formats;

/// <summary>What <c>init</c> prints: the networks, and what the start did.</summary>
internal sealed record InitJson(
    string Instance,
    string FirewallBackend,
    IReadOnlyList<NetworkJson> Networks,
    IReadOnlyList<string> StoreFindings,
    IReadOnlyList<string> Unfinished,
    IReadOnlyList<string> Restored,
    IReadOnlyList<DegradedJson> Degraded,
    IReadOnlyList<DegradedEndpointJson> DegradedEndpoints,
    IReadOnlyList<string> Created,
    IReadOnlyList<string> Refreshed,
    IReadOnlyList<string> Deleted,
    bool DefaultNetworksKept,
    IReadOnlyList<string> ActiveSandboxes,
    IReadOnlyList<string> StaleSandboxes,
    IReadOnlyList<string> Changes,
    IReadOnlyList<HostChangeJson> HostChanges,
    IReadOnlyList<string> HostGateways,
    IReadOnlyList<string> Leftovers,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<StepJson> Steps);

/// <summary>A network that could not be made real.</summary>
internal sealed record DegradedJson(string Name, string Reason);

/// <summary>An endpoint that could not be made real.</summary>
internal sealed record DegradedEndpointJson(string Id, string Name, string Network, string Reason);

/// <summary>A step of the start.</summary>
internal sealed record StepJson(string Step, double Milliseconds);

/// <summary>A setting of the host that was changed.</summary>
internal sealed record HostChangeJson(string Path, string OldValue, string NewValue, string Reason, string BootId, string Changed);

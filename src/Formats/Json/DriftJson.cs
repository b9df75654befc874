namespace NetController.Formats;

/// <summary>What <c>check</c> prints.</summary>
internal sealed record CheckJson(bool Clean, IReadOnlyList<DriftJson> Drift);

/// <summary>One difference; the network by its name where it has one still, the endpoint by its id.</summary>
internal sealed record DriftJson(string? Network, string? Endpoint, string Resource, string? Expected, string? Actual, string Fix);

/// <summary>What <c>repair</c> prints.</summary>
internal sealed record RepairJson(
    IReadOnlyList<string> Changes,
    IReadOnlyList<DegradedJson> Failures,
    IReadOnlyList<DegradedEndpointJson> FailedEndpoints,
    IReadOnlyList<DegradedJson> FailedSandboxes);

/// <summary>What <c>plan network create</c> prints.</summary>
internal sealed record PlanJson(NetworkJson Network, IReadOnlyList<DriftJson> Changes);

/// <summary>A kernel object with our tag and without a record.</summary>
internal sealed record LeftoverJson(string Resource, string Tag, string Fix);

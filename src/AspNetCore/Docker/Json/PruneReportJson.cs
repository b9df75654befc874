namespace NetController.AspNetCore.Docker.Json;

/// <summary>The answer of <c>POST /networks/prune</c>; null, as Docker has it, where nothing went.</summary>
internal sealed record PruneReportJson(IReadOnlyList<string>? NetworksDeleted);

using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;

namespace NetController.AspNetCore.Calls;

/// <summary>One thing that the API does: what the routes and the description are made from.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path without a version.</param>
/// <param name="Summary">What it does, in a sentence.</param>
/// <param name="Run">Does it, and answers.</param>
internal sealed record ApiOperation(string Method, string Path, string Summary, Func<ApiCall, ValueTask> Run)
{
    /// <summary>The status of success.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The body that it takes; null for none.</summary>
    public JsonTypeInfo? Body { get; init; }

    /// <summary>The body that it gives; null for none.</summary>
    public JsonTypeInfo? Answer { get; init; }

    /// <summary>What its query may hold.</summary>
    public ImmutableArray<ApiParameter> Parameters { get; init; } = [];

    /// <summary>Whether it is Docker's, and so has a version before its path where the client wishes, and Docker's own statuses.</summary>
    public bool IsDockers => !Path.StartsWith("/netctl/", StringComparison.Ordinal);
}

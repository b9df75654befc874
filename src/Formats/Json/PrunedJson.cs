using System.Text.Json.Serialization;

namespace NetController.Formats;

/// <summary>What pruning gives: the names of the networks that are gone, and why others are not.</summary>
internal sealed record PrunedJson(
    IReadOnlyList<string> Removed, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FailureJson? Failure = null);

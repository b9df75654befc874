using System.Text.Json.Serialization;

namespace NetController.Formats;

/// <summary>What a request below <c>/netctl/</c> that fails is answered with: Docker's message, and its parts.</summary>
/// <param name="Message">The problem and what to do about it, in one line.</param>
internal sealed record FailureJson([property: JsonPropertyName("message")] string Message)
{
    /// <summary>An <see cref="ErrorKind"/>; null where the status says all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Kind { get; init; }

    /// <summary>What happened to which object, and why.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Problem { get; init; }

    /// <summary>What to do about it; empty where there is nothing to be done.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Remedy { get; init; }

    /// <summary>What could not be undone; left out where all was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? NotUndone { get; init; }

    /// <summary>The ids of the endpoints that hold a network which cannot go; left out for other failures.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Holders { get; init; }
}

using System.Text.Json.Serialization;

namespace NetController.Formats;

/// <summary>An event with all that is told of it; what it does not have is left out.</summary>
internal sealed record EventJson(string Cursor, string Time, string Kind)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EventNetworkJson? Network { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EventObjectJson? Endpoint { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EventObjectJson? Sandbox { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Change { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PreviousName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DriftJson? Drift { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EventGapJson? Gap { get; init; }
}

/// <summary>The network of an event.</summary>
internal sealed record EventNetworkJson(string Id, string Name, string Driver);

/// <summary>The endpoint or sandbox of an event.</summary>
internal sealed record EventObjectJson(string Id, string Name);

/// <summary>What a reader did not get; the number is null where it cannot be known.</summary>
internal sealed record EventGapJson(string Reason, long? Missed);

using System.Text.Json.Serialization;

namespace NetController.AspNetCore.Docker.Json;

/// <summary>An event as Docker tells it.</summary>
internal sealed record EventMessageJson(
    [property: JsonPropertyName("status"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Status,
    [property: JsonPropertyName("id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id,
    string Type,
    string Action,
    EventActorJson Actor,
    [property: JsonPropertyName("scope")] string Scope,
    [property: JsonPropertyName("time")] long Time,
    [property: JsonPropertyName("timeNano")] long TimeNano);

/// <summary>What an event happened to.</summary>
internal sealed record EventActorJson(string ID, IReadOnlyDictionary<string, string> Attributes);

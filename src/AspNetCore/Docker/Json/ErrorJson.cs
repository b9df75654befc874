using System.Text.Json.Serialization;

namespace NetController.AspNetCore.Docker.Json;

/// <summary>What an error is answered with.</summary>
internal sealed record ErrorJson([property: JsonPropertyName("message")] string Message);

namespace NetController.AspNetCore.Docker.Json;

/// <summary>The answer of <c>POST /networks/create</c>.</summary>
internal sealed record NetworkCreatedJson(string Id, string Warning);

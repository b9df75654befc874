namespace NetController.AspNetCore.Docker.Json;

/// <summary>The body of <c>POST /networks/{id}/disconnect</c>.</summary>
internal sealed record NetworkDisconnectJson
{
    public string? Container { get; init; }

    public bool? Force { get; init; }
}

namespace NetController.AspNetCore.Docker.Json;

/// <summary>The answer of <c>/version</c>.</summary>
internal sealed record EngineVersionJson(
    PlatformJson Platform,
    IReadOnlyList<ComponentJson> Components,
    string Version,
    string ApiVersion,
    string MinAPIVersion,
    string GitCommit,
    string GoVersion,
    string Os,
    string Arch,
    string KernelVersion,
    string BuildTime);

/// <summary>The product.</summary>
internal sealed record PlatformJson(string Name);

/// <summary>A part of the product.</summary>
internal sealed record ComponentJson(string Name, string Version, IReadOnlyDictionary<string, string> Details);

namespace NetController.AspNetCore.Docker.Json;

/// <summary>The body of <c>POST /networks/create</c>. Everything may be missing or null, as Go reads it.</summary>
internal sealed record NetworkCreateJson
{
    public string? Name { get; init; }

    public string? Driver { get; init; }

    public string? Scope { get; init; }

    public bool? EnableIPv4 { get; init; }

    public bool? EnableIPv6 { get; init; }

    public IpamRequestJson? IPAM { get; init; }

    public bool? Internal { get; init; }

    public bool? Attachable { get; init; }

    public bool? Ingress { get; init; }

    public bool? ConfigOnly { get; init; }

    public ConfigReferenceJson? ConfigFrom { get; init; }

    public Dictionary<string, string?>? Options { get; init; }

    public Dictionary<string, string?>? Labels { get; init; }
}

/// <summary>The network that a configuration is taken from.</summary>
internal sealed record ConfigReferenceJson
{
    public string? Network { get; init; }
}

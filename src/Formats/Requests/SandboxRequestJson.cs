namespace NetController.Formats;

/// <summary>The body of <c>POST /netctl/sandboxes</c>: what <c>netctl sandbox create</c> takes.</summary>
internal sealed record SandboxRequestJson
{
    public string? Name { get; init; }

    /// <summary>A network namespace that exists: an absolute path, or <c>host</c> for the host's own stack; made where it is left out.</summary>
    public string? NamespacePath { get; init; }

    public string? Hostname { get; init; }

    public string? Domainname { get; init; }

    /// <summary>Lines of its hosts file: <c>NAME:ADDRESS</c>, the address <c>host-gateway</c> for the host's own.</summary>
    public IReadOnlyList<string?>? ExtraHosts { get; init; }

    public IReadOnlyList<string?>? Dns { get; init; }

    public IReadOnlyList<string?>? DnsSearch { get; init; }

    public IReadOnlyList<string?>? DnsOptions { get; init; }

    public Dictionary<string, string?>? Labels { get; init; }
}

/// <summary>The body of <c>POST /netctl/sandboxes/{id}/rename</c>.</summary>
internal sealed record SandboxRenameJson
{
    public string? Name { get; init; }
}

namespace NetController.Formats;

/// <summary>The body of <c>POST /netctl/endpoints</c>: what <c>netctl network connect</c> and <c>netctl endpoint create</c> take.</summary>
internal sealed record EndpointRequestJson
{
    public string? Network { get; init; }

    /// <summary>The sandbox to attach at once, with which the endpoint goes; reserved on its own where it is left out.</summary>
    public string? Sandbox { get; init; }

    public string? Name { get; init; }

    public string? IPv4Address { get; init; }

    public string? IPv6Address { get; init; }

    public IReadOnlyList<string?>? LinkLocalIPs { get; init; }

    public bool? DisableIPv6 { get; init; }

    public string? MacAddress { get; init; }

    public string? Interface { get; init; }

    public int? Mtu { get; init; }

    public Dictionary<string, string?>? Sysctls { get; init; }

    public IReadOnlyList<string?>? Aliases { get; init; }

    /// <summary>Ports to publish: <c>[hostaddr:][hostport[-end]:]port[-end][/proto]</c>.</summary>
    public IReadOnlyList<string?>? Ports { get; init; }

    public int? GwPriority { get; init; }

    public Dictionary<string, string?>? Labels { get; init; }
}

/// <summary>The body of <c>POST /netctl/endpoints/{id}/join</c>.</summary>
internal sealed record EndpointJoinJson
{
    public string? Sandbox { get; init; }
}

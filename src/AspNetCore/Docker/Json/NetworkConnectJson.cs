namespace NetController.AspNetCore.Docker.Json;

/// <summary>The body of <c>POST /networks/{id}/connect</c>.</summary>
internal sealed record NetworkConnectJson
{
    public string? Container { get; init; }

    public EndpointConfigJson? EndpointConfig { get; init; }
}

/// <summary>What Docker's clients say of an endpoint. What only answers hold, such as <c>Gateway</c>, is not read.</summary>
internal sealed record EndpointConfigJson
{
    public EndpointIpamJson? IPAMConfig { get; init; }

    public IReadOnlyList<string?>? Links { get; init; }

    public IReadOnlyList<string?>? Aliases { get; init; }

    public string? MacAddress { get; init; }

    public Dictionary<string, string?>? DriverOpts { get; init; }

    public int? GwPriority { get; init; }
}

/// <summary>The addresses that an endpoint asks for.</summary>
internal sealed record EndpointIpamJson
{
    public string? IPv4Address { get; init; }

    public string? IPv6Address { get; init; }

    public IReadOnlyList<string?>? LinkLocalIPs { get; init; }
}

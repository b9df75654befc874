namespace NetController.AspNetCore.Docker.Json;

/// <summary>The subnets that a network asks for.</summary>
internal sealed record IpamRequestJson
{
    public string? Driver { get; init; }

    public Dictionary<string, string?>? Options { get; init; }

    public IReadOnlyList<IpamSubnetJson?>? Config { get; init; }
}

/// <summary>One subnet that a network asks for.</summary>
internal sealed record IpamSubnetJson
{
    public string? Subnet { get; init; }

    public string? IPRange { get; init; }

    public string? Gateway { get; init; }

    public Dictionary<string, string?>? AuxiliaryAddresses { get; init; }
}

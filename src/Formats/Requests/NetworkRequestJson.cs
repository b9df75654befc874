namespace NetController.Formats;

/// <summary>The body of <c>POST /netctl/networks</c> and <c>/netctl/plan/networks</c>: what <c>netctl network create</c> takes.</summary>
/// <remarks>Gateways, ranges and auxiliary addresses are given in any order; each belongs to the subnet that it lies in.</remarks>
internal sealed record NetworkRequestJson
{
    public string? Name { get; init; }

    public string? Driver { get; init; }

    /// <summary>Subnets; <c>0.0.0.0/24</c> and <c>::/64</c> for any of that size.</summary>
    public IReadOnlyList<string?>? Subnets { get; init; }

    public IReadOnlyList<string?>? Gateways { get; init; }

    public IReadOnlyList<string?>? IPRanges { get; init; }

    /// <summary>Addresses kept for something outside: <c>NAME=ADDRESS</c>; one name may stand once a family.</summary>
    public IReadOnlyList<string?>? AuxiliaryAddresses { get; init; }

    public bool? EnableIPv4 { get; init; }

    public bool? EnableIPv6 { get; init; }

    public bool? Internal { get; init; }

    public bool? Attachable { get; init; }

    public Dictionary<string, string?>? Options { get; init; }

    public Dictionary<string, string?>? Labels { get; init; }
}

/// <summary>The body of <c>POST /netctl/networks/{id}/disconnect</c>.</summary>
internal sealed record NetworkLeaveJson
{
    public string? Sandbox { get; init; }
}

namespace NetController;

/// <summary>A network as its creator asks for it: <c>docker network create</c> as a value.</summary>
/// <param name="Name">The network's name: letters, digits, <c>_</c>, <c>.</c> and <c>-</c>, beginning with a letter or digit.</param>
/// <param name="Options">What the driver is asked for; the type chooses the driver.</param>
public sealed record NetworkSpec(string Name, NetworkOptions Options)
{
    /// <summary>Whether endpoints get IPv4 addresses. Default true.</summary>
    public bool EnableIPv4 { get; init; } = true;

    /// <summary>Whether endpoints get IPv6 addresses. Default false.</summary>
    public bool EnableIPv6 { get; init; }

    /// <summary>The subnets asked for, at most one a family; an enabled family without one gets a free subnet.</summary>
    public EquatableArray<SubnetRequest> Subnets { get; init; }

    /// <summary>Whether traffic stays inside the network. Default false.</summary>
    public bool Internal { get; init; }

    /// <summary>Kept for clients that ask for it; has no effect on a local network. Default false.</summary>
    public bool Attachable { get; init; }

    /// <summary>Free text of the creator, by key.</summary>
    public EquatableMap<string> Labels { get; init; }

    /// <summary>The IPAM driver that gives subnets and addresses. Default <c>default</c>.</summary>
    public string IpamDriver { get; init; } = DefaultIpamDriver;

    /// <summary>The IPAM driver of a spec that names none.</summary>
    public const string DefaultIpamDriver = "default";

    /// <summary>Whether a family is enabled.</summary>
    public bool Enables(IPFamily family) => family == IPFamily.IPv4 ? EnableIPv4 : EnableIPv6;
}

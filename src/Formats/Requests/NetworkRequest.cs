using System.Collections.Immutable;

namespace NetController.Formats;

/// <summary>A network as Docker's clients ask for it, by a command line or by HTTP, with its driver and its options still words.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="Driver">The driver's name.</param>
internal sealed record NetworkRequest(string Name, string Driver)
{
    /// <summary>Whether endpoints get IPv4 addresses; null where the request does not say.</summary>
    public bool? EnableIPv4 { get; init; }

    /// <summary>Whether endpoints get IPv6 addresses; null where the request does not say.</summary>
    public bool? EnableIPv6 { get; init; }

    public EquatableArray<SubnetRequest> Subnets { get; init; }

    public bool Internal { get; init; }

    public bool Attachable { get; init; }

    public EquatableMap<string> Labels { get; init; }

    /// <summary>What <c>-o</c> takes.</summary>
    public EquatableMap<string> DriverOptions { get; init; }

    public string IpamDriver { get; init; } = NetworkSpec.DefaultIpamDriver;

    /// <summary>What is wrong with the request already, one sentence part each.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];
}

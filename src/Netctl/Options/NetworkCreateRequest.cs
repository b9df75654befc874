using System.Collections.Immutable;
using System.Net;

namespace NetController.Netctl.Options;

/// <summary>A network as the command line asks for it, before its parts are matched to each other.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="Driver">The driver's name.</param>
internal sealed record NetworkCreateRequest(string Name, string Driver)
{
    public ImmutableArray<WantedSubnet> Subnets { get; init; } = [];

    public ImmutableArray<IPAddress> Gateways { get; init; } = [];

    public ImmutableArray<IPPrefix> Ranges { get; init; } = [];

    public ImmutableArray<AuxiliaryAddress> AuxiliaryAddresses { get; init; } = [];

    /// <summary>Null where the command line does not say.</summary>
    public bool? EnableIPv4 { get; init; }

    /// <summary>Null where the command line does not say.</summary>
    public bool? EnableIPv6 { get; init; }

    public bool Internal { get; init; }

    public bool Attachable { get; init; }

    public ImmutableArray<KeyValue> Labels { get; init; } = [];

    public ImmutableArray<KeyValue> DriverOptions { get; init; } = [];
}

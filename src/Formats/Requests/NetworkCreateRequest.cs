using System.Collections.Immutable;
using System.Net;
using NetController.Drivers;

namespace NetController.Formats;

/// <summary>A network as <c>netctl network create</c> asks for it, on the store or by HTTP, before its parts are matched to each other.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="Driver">The driver's name.</param>
internal sealed record NetworkCreateRequest(string Name, string Driver)
{
    public ImmutableArray<WantedSubnet> Subnets { get; init; } = [];

    public ImmutableArray<IPAddress> Gateways { get; init; } = [];

    public ImmutableArray<IPPrefix> Ranges { get; init; } = [];

    public ImmutableArray<AuxiliaryAddress> AuxiliaryAddresses { get; init; } = [];

    /// <summary>Null where the request does not say.</summary>
    public bool? EnableIPv4 { get; init; }

    /// <summary>Null where the request does not say.</summary>
    public bool? EnableIPv6 { get; init; }

    public bool Internal { get; init; }

    public bool Attachable { get; init; }

    public ImmutableArray<KeyValue> Labels { get; init; } = [];

    public ImmutableArray<KeyValue> DriverOptions { get; init; } = [];

    /// <summary>The spec, its options read by the driver that the request names.</summary>
    /// <param name="drivers">The drivers that there are.</param>
    /// <exception cref="ObjectNotFoundException">There is no such driver.</exception>
    /// <exception cref="InvalidRequestException">Parts contradict each other, or the driver does not know an option; all problems are reported.</exception>
    public NetworkSpec ToSpec(ImmutableArray<DriverKind> drivers)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        var subnets = SubnetMatching.Match(this, problems);
        return NetworkSpecFactory.Create(ToRequest(subnets, problems.ToImmutable()), drivers);
    }

    private NetworkRequest ToRequest(EquatableArray<SubnetRequest> subnets, ImmutableArray<string> problems) => new(Name, Driver)
    {
        EnableIPv4 = EnableIPv4,
        EnableIPv6 = EnableIPv6,
        Subnets = subnets,
        Internal = Internal,
        Attachable = Attachable,
        Labels = KeyValue.ToMap(Labels),
        DriverOptions = KeyValue.ToMap(DriverOptions),
        Problems = problems,
    };
}

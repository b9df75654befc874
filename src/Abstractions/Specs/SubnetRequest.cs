using System.Net;

namespace NetController;

/// <summary>A subnet that a network asks for. Everything left out is chosen.</summary>
public sealed record SubnetRequest
{
    /// <summary>Asks for any free subnet of a family.</summary>
    public SubnetRequest(IPFamily family) => Family = family;

    /// <summary>Asks for one subnet.</summary>
    public SubnetRequest(IPPrefix subnet) => (Family, Subnet) = (subnet.Family, subnet);

    /// <summary>The family.</summary>
    public IPFamily Family { get; }

    /// <summary>The subnet; null to have a free one chosen from the default pools.</summary>
    public IPPrefix? Subnet { get; }

    /// <summary>The length of the subnet to choose (Docker writes <c>0.0.0.0/24</c>); null for the default pools' own size. Only without <see cref="Subnet"/>.</summary>
    public int? PrefixLength { get; init; }

    /// <summary>The part of the subnet that addresses are chosen from; null for all of it. Only with <see cref="Subnet"/>.</summary>
    public IPPrefix? Range { get; init; }

    /// <summary>The network's own address on the host; null for the first free one.</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary>Addresses kept for something outside, by name.</summary>
    public EquatableMap<IPAddress> AuxiliaryAddresses { get; init; }
}

using System.Net;

namespace NetController;

/// <summary>One subnet of a network with everything that was reserved in it.</summary>
/// <param name="Subnet">The subnet.</param>
public sealed record NetworkPool(IPPrefix Subnet)
{
    /// <summary>The part that endpoint addresses are chosen from; null for all of the subnet.</summary>
    public IPPrefix? Range { get; init; }

    /// <summary>The network's own address on the host; null where the driver needs none.</summary>
    public InterfaceAddress? Gateway { get; init; }

    /// <summary>Addresses kept for something outside, by name.</summary>
    public EquatableMap<IPAddress> AuxiliaryAddresses { get; init; }

    /// <summary>The family of the subnet.</summary>
    public IPFamily Family => Subnet.Family;
}

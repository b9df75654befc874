using System.Collections.Immutable;
using System.Net;

namespace NetController.Ipam;

/// <summary>
/// Gives subnets to networks and addresses to endpoints. Nothing is stored: after a restart the controller asks again for every
/// subnet and address that its networks and endpoints hold.
/// </summary>
/// <remarks>Implementations are safe to call from several threads; a request either takes effect whole or not at all.</remarks>
public interface IIpamDriver
{
    /// <summary>The name that networks store, such as <c>default</c>.</summary>
    string Name { get; }

    /// <summary>Takes a subnet for a network.</summary>
    /// <exception cref="SubnetOverlapException">The wanted subnet shares addresses with another network's or with the host's.</exception>
    /// <exception cref="ResourceExhaustedException">No free subnet of that size is left in the default pools.</exception>
    /// <exception cref="InvalidRequestException">The range lies outside the subnet, or a size does not fit the pools.</exception>
    ValueTask<AddressPool> RequestPoolAsync(PoolRequest request, CancellationToken cancellationToken);

    /// <summary>Gives a subnet back with all of its addresses. Unknown pools are done already.</summary>
    ValueTask ReleasePoolAsync(PoolId pool, CancellationToken cancellationToken);

    /// <summary>Takes an address of a pool.</summary>
    /// <exception cref="AddressInUseException">The wanted address is held.</exception>
    /// <exception cref="ResourceExhaustedException">No address is free.</exception>
    /// <exception cref="InvalidRequestException">The wanted address lies outside the subnet or is its network or broadcast address.</exception>
    /// <exception cref="ObjectNotFoundException">The pool does not exist.</exception>
    ValueTask<InterfaceAddress> RequestAddressAsync(PoolId pool, AddressRequest request, CancellationToken cancellationToken);

    /// <summary>Gives an address back; it rests before it is chosen again. Unknown pools and free addresses are done already.</summary>
    ValueTask ReleaseAddressAsync(PoolId pool, IPAddress address, CancellationToken cancellationToken);

    /// <summary>What is given to whom now.</summary>
    IpamStatus GetStatus();
}

/// <summary>A snapshot of an IPAM driver.</summary>
/// <param name="Pools">The pools that networks hold, in the order of their subnets.</param>
/// <param name="Sources">The default pools that subnets are chosen from, in the order they are tried.</param>
public sealed record IpamStatus(ImmutableArray<PoolStatus> Pools, ImmutableArray<PoolSource> Sources);

/// <summary>A pool that a network holds.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Network">The network that holds it.</param>
/// <param name="NetworkName">Its name.</param>
/// <param name="AddressesInUse">The addresses held, gateway and auxiliary ones included.</param>
/// <param name="AddressesResting">The addresses given back lately.</param>
/// <param name="AddressesFree">The addresses of the range that are neither reserved, held nor resting; capped at the largest value.</param>
public sealed record PoolStatus(
    AddressPool Pool, NetworkId Network, string NetworkName, ulong AddressesInUse, ulong AddressesResting, ulong AddressesFree);

/// <summary>A default pool: a base that is cut into subnets of one size.</summary>
/// <param name="Base">The base.</param>
/// <param name="Size">The prefix length of each subnet.</param>
/// <param name="SubnetsTotal">How many subnets the base holds.</param>
/// <param name="SubnetsInUse">How many of them overlap a pool that a network holds.</param>
public sealed record PoolSource(IPPrefix Base, int Size, UInt128 SubnetsTotal, UInt128 SubnetsInUse);

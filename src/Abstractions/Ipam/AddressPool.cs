namespace NetController.Ipam;

/// <summary>A subnet that IPAM has given to a network.</summary>
/// <param name="Id">Names the pool to its driver.</param>
/// <param name="Subnet">The subnet.</param>
/// <param name="Range">The part that addresses are chosen from; null for all of it.</param>
public sealed record AddressPool(PoolId Id, IPPrefix Subnet, IPPrefix? Range);

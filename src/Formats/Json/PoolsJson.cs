namespace NetController.Formats;

/// <summary>What <c>pools</c> prints.</summary>
internal sealed record PoolsJson(IReadOnlyList<PoolJson> Pools, IReadOnlyList<PoolSourceJson> DefaultPools);

/// <summary>A subnet in use.</summary>
internal sealed record PoolJson(
    string IpamDriver, string Subnet, string? IPRange, string Network, string NetworkId, ulong AddressesInUse, ulong AddressesResting, ulong AddressesFree);

/// <summary>A default pool.</summary>
internal sealed record PoolSourceJson(string IpamDriver, string Base, int Size, UInt128 SubnetsTotal, UInt128 SubnetsInUse);

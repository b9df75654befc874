using System.Collections.Immutable;
using NetController.Ipam;

namespace NetController.Formats;

/// <summary>Turns what IPAM tells into JSON.</summary>
internal static class PoolMapping
{
    public static PoolsJson Pools(ImmutableSortedDictionary<string, IpamStatus> status) => new(
        [.. status.SelectMany(static pair => pair.Value.Pools.Select(pool => Pool(pair.Key, pool)))],
        [.. status.SelectMany(static pair => pair.Value.Sources.Select(source =>
            new PoolSourceJson(pair.Key, source.Base.ToString(), source.Size, source.SubnetsTotal, source.SubnetsInUse)))]);

    private static PoolJson Pool(string driver, PoolStatus pool) => new(
        driver,
        pool.Pool.Subnet.ToString(),
        pool.Pool.Range?.ToString(),
        pool.NetworkName,
        pool.Network.ToString(),
        pool.AddressesInUse,
        pool.AddressesResting,
        pool.AddressesFree);
}

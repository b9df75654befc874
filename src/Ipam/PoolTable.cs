using System.Diagnostics.CodeAnalysis;

namespace NetController.Ipam;

/// <summary>The subnets that networks hold; no two overlap. Not safe to use from several threads at once.</summary>
internal sealed class PoolTable
{
    private readonly Dictionary<PoolId, HeldPool> _byId = [];
    private readonly SortedDictionary<IPPrefix, HeldPool> _bySubnet = new(SubnetOrder.Instance);
    private PrefixSet _takenIPv4 = PrefixSet.Empty(IPFamily.IPv4);
    private PrefixSet _takenIPv6 = PrefixSet.Empty(IPFamily.IPv6);

    /// <summary>The held pools in the order of their subnets, IPv4 first.</summary>
    public IReadOnlyCollection<HeldPool> Pools => _bySubnet.Values;

    /// <summary>The addresses of a family that lie in held pools.</summary>
    public PrefixSet Taken(IPFamily family) => family == IPFamily.IPv4 ? _takenIPv4 : _takenIPv6;

    public bool TryFind(PoolId id, [NotNullWhen(true)] out HeldPool? pool) => _byId.TryGetValue(id, out pool);

    /// <summary>A held pool that shares addresses with a subnet.</summary>
    public bool TryFindOverlap(IPPrefix subnet, [NotNullWhen(true)] out HeldPool? pool) => _bySubnet.TryGetValue(subnet, out pool);

    public void Add(HeldPool pool)
    {
        _bySubnet.Add(pool.Subnet, pool);
        _byId.Add(pool.Pool.Id, pool);
        SetTaken(pool.Subnet.Family, Taken(pool.Subnet.Family).Add(pool.Subnet));
    }

    /// <summary>Drops a pool with its leases; an unknown one is dropped already.</summary>
    public void Remove(PoolId id)
    {
        if (_byId.Remove(id, out var pool))
        {
            _bySubnet.Remove(pool.Subnet);
            SetTaken(pool.Subnet.Family, Taken(pool.Subnet.Family).Remove(pool.Subnet));
        }
    }

    private void SetTaken(IPFamily family, PrefixSet taken)
    {
        if (family == IPFamily.IPv4)
        {
            _takenIPv4 = taken;
        }
        else
        {
            _takenIPv6 = taken;
        }
    }
}

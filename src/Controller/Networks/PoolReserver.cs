using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using NetController.Drivers;
using NetController.Ipam;
using NetController.State;

namespace NetController.Networks;

/// <summary>Takes a network's subnets, gateways and auxiliary addresses from IPAM: chosen for a new network, replayed for a stored one.</summary>
internal sealed class PoolReserver(ControllerServices services)
{
    private static readonly ImmutableArray<IPFamily> Families = [IPFamily.IPv4, IPFamily.IPv6];
    private readonly ConcurrentDictionary<NetworkId, Holding> _held = new();

    /// <summary>The pools that a network holds now.</summary>
    public ImmutableArray<AddressPool> HeldBy(NetworkId network) => _held.TryGetValue(network, out var holding) ? holding.Pools : [];

    /// <summary>Takes what a new network needs; a failure gives everything back.</summary>
    public async ValueTask<EquatableArray<NetworkPool>> ReserveAsync(NetworkId id, NetworkSpec spec, NetworkRequirements requirements, UndoLog undo)
    {
        if (!requirements.NeedsPools)
        {
            return [];
        }

        var ipam = services.Ipam(spec.IpamDriver);
        var pools = new List<NetworkPool>();
        foreach (var family in Families.Where(spec.Enables))
        {
            var request = spec.Subnets.Items.FirstOrDefault(wanted => wanted.Family == family) ?? new SubnetRequest(family);
            undo.Step($"reserve {family} subnet {request.Subnet?.ToString() ?? "from the default pools"}");
            var pool = await TakeAsync(ipam, ToPoolRequest(ipam, id, spec.Name, request, requirements.LinkName), undo).ConfigureAwait(false);
            var wanted = new NetworkPool(pool.Subnet) { Range = pool.Range, AuxiliaryAddresses = request.AuxiliaryAddresses };
            var needsGateway = requirements.Gateways.Items.Contains(family) || request.Gateway is not null;
            pools.Add(await ReserveAddressesAsync(ipam, pool.Id, spec.Name, wanted, request.Gateway, needsGateway, undo.Cancellation).ConfigureAwait(false));
        }

        return pools.ToEquatableArray();
    }

    /// <summary>Takes again what a stored network and its endpoints hold; a failure gives everything back.</summary>
    public async ValueTask ReplayAsync(StoredNetwork record, IEnumerable<StoredEndpoint> endpoints, UndoLog undo)
    {
        var ipam = services.Ipam(record.IpamDriver);
        foreach (var stored in record.Pools)
        {
            undo.Step($"reserve stored subnet {stored.Subnet}");
            var request = new PoolRequest(stored.Family, record.Id, record.Name) { Subnet = stored.Subnet, Range = stored.Range };
            var pool = await TakeAsync(ipam, request, undo).ConfigureAwait(false);
            await ReserveAddressesAsync(ipam, pool.Id, record.Name, stored, stored.Gateway?.Address, stored.Gateway is not null, undo.Cancellation)
                .ConfigureAwait(false);
            await ReplayEndpointsAsync(ipam, pool, endpoints, undo.Cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Gives back what a network holds; what it does not hold is done already, and of an unknown driver it holds nothing.</summary>
    public async ValueTask ReleaseAsync(StoredNetwork record)
    {
        if (!services.IpamDrivers.TryGetValue(record.IpamDriver, out var ipam))
        {
            return;
        }

        foreach (var pool in HeldBy(record.Id))
        {
            await ReleaseAsync(ipam, record.Id, pool).ConfigureAwait(false);
        }
    }

    private async ValueTask<AddressPool> TakeAsync(IIpamDriver ipam, PoolRequest request, UndoLog undo)
    {
        var pool = await ipam.RequestPoolAsync(request, undo.Cancellation).ConfigureAwait(false);
        _held.AddOrUpdate(request.Network, new Holding(ipam, [pool]), (_, holding) => holding with { Pools = holding.Pools.Add(pool) });
        undo.Push(
            $"release subnet {pool.Subnet}",
            (self: this, ipam, request.Network, pool),
            static state => state.self.ReleaseAsync(state.ipam, state.Network, state.pool));
        return pool;
    }

    private async ValueTask ReleaseAsync(IIpamDriver ipam, NetworkId network, AddressPool pool)
    {
        await ipam.ReleasePoolAsync(pool.Id, CancellationToken.None).ConfigureAwait(false);
        var left = _held.AddOrUpdate(network, new Holding(ipam, []), (_, holding) => holding with { Pools = holding.Pools.Remove(pool) });
        if (left.Pools.IsEmpty)
        {
            _held.TryRemove(network, out _);
        }
    }

    private PoolRequest ToPoolRequest(IIpamDriver ipam, NetworkId id, string name, SubnetRequest request, string? link)
    {
        // What the driver holds it knows itself, and the other networks are named here: the host need not tell of either once more.
        var known = _held.Values.Where(holding => holding.Ipam == ipam).SelectMany(static holding => holding.Pools).Select(static pool => pool.Subnet).ToHashSet();
        ImmutableArray<OccupiedPrefix> others = [.. NotHeld(known, request.Family, name)];
        known.UnionWith(others.Select(static other => other.Prefix));
        known.UnionWith(Predecessor(name).Select(static pool => pool.Subnet));
        return new PoolRequest(request.Family, id, name)
        {
            Subnet = request.Subnet,
            PrefixLength = request.PrefixLength,
            Range = request.Range,
            Occupied = [.. services.Host.Occupied(request.Family, known, link), .. others, .. Reserved(request.Family)],
        };
    }

    /// <summary>
    /// The subnets of networks that the driver does not hold: those of another driver, and those that could not be reserved again at the start.
    /// What is left of a network that is being deleted the host tells.
    /// </summary>
    private IEnumerable<OccupiedPrefix> NotHeld(HashSet<IPPrefix> held, IPFamily family, string name) =>
        from network in services.Registry.Networks.Values
        where network.Name != name && network.Record.State != RecordState.Deleting
        from pool in network.Record.Pools.Items
        where pool.Family == family && !held.Contains(pool.Subnet)
        select new OccupiedPrefix(pool.Subnet, OccupantKind.Network, $"the subnet of network '{network.Name}' ({network.Id.Short})");

    /// <summary>The subnets of a network of the same name: of the default bridge that a fresh one replaces.</summary>
    private IEnumerable<NetworkPool> Predecessor(string name) =>
        services.Registry.Networks.Values.Where(network => network.Name == name).SelectMany(static network => network.Record.Pools.Items);

    private IEnumerable<OccupiedPrefix> Reserved(IPFamily family) => services.ReservedSubnets
        .Where(prefix => prefix.Family == family)
        .Select(static prefix => new OccupiedPrefix(prefix, OccupantKind.Reserved, "a subnet that the configuration reserves"));

    private static async ValueTask<NetworkPool> ReserveAddressesAsync(
        IIpamDriver ipam, PoolId id, string name, NetworkPool wanted, IPAddress? gateway, bool needsGateway, CancellationToken cancellationToken)
    {
        // The addresses asked for go first, so that a gateway that is to be chosen cannot take one of them.
        if (gateway is not null)
        {
            wanted = await ReserveGatewayAsync(ipam, id, name, wanted, gateway, cancellationToken).ConfigureAwait(false);
        }

        foreach (var (key, address) in wanted.AuxiliaryAddresses)
        {
            await ipam.RequestAddressAsync(id, new AddressRequest(LeaseKind.Auxiliary, key, address), cancellationToken).ConfigureAwait(false);
        }

        return needsGateway && gateway is null
            ? await ReserveGatewayAsync(ipam, id, name, wanted, null, cancellationToken).ConfigureAwait(false)
            : wanted;
    }

    private static async ValueTask<NetworkPool> ReserveGatewayAsync(
        IIpamDriver ipam, PoolId id, string name, NetworkPool wanted, IPAddress? address, CancellationToken cancellationToken) =>
        wanted with
        {
            Gateway = await ipam.RequestAddressAsync(id, new AddressRequest(LeaseKind.Gateway, name, address), cancellationToken).ConfigureAwait(false),
        };

    private static async ValueTask ReplayEndpointsAsync(
        IIpamDriver ipam, AddressPool pool, IEnumerable<StoredEndpoint> endpoints, CancellationToken cancellationToken)
    {
        foreach (var endpoint in endpoints)
        {
            foreach (var address in endpoint.Addresses.Items.Where(address => pool.Subnet.Contains(address.Address)))
            {
                var request = new AddressRequest(LeaseKind.Endpoint, endpoint.Id.ToString(), address.Address);
                await ipam.RequestAddressAsync(pool.Id, request, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What a network holds, and of whom.</summary>
    private sealed record Holding(IIpamDriver Ipam, ImmutableArray<AddressPool> Pools);
}

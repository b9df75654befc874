using System.Net;

namespace NetController.Ipam;

/// <summary>
/// The built-in IPAM: subnets from default pools or as asked for, addresses the lowest first, both families alike. It remembers
/// nothing across restarts.
/// </summary>
/// <remarks>
/// Safe to call from several threads: every method takes one lock, never waits for anything else, and is complete when it returns.
/// A request costs about the same whatever is held already, and a pool costs memory for its leases, not for its size.
/// <list type="bullet">
/// <item>A released address rests for <see cref="IpamOptions.QuarantineTime"/>. Meanwhile it is chosen only where all others of the range
/// are held, the longest rested first; its owner gets it back; asked for explicitly, anybody gets it at once, because a
/// container that replaces another with a fixed address must not have to wait. Afterwards it is free like any other.</item>
/// <item>Of an IPv4 subnet the network and broadcast address, and of an IPv6 subnet the subnet-router anycast address, are never given;
/// in /31, /32, /127 and /128 all addresses are.</item>
/// </list>
/// </remarks>
public sealed class DefaultIpamDriver : IIpamDriver
{
    private readonly Lock _lock = new();
    private readonly PoolTable _held = new();
    private readonly SubnetSources _sources;
    private readonly TimeSpan _quarantine;
    private readonly TimeProvider _time;

    /// <summary>Makes a driver that holds nothing yet.</summary>
    /// <param name="context">The clock, and the instance whose unique local prefix serves where no IPv6 pool is configured.</param>
    /// <param name="options">The default pools and the quarantine time.</param>
    /// <exception cref="InvalidRequestException">The options contradict themselves; see <see cref="IpamOptions.Problems"/>.</exception>
    public DefaultIpamDriver(IpamContext context, IpamOptions options)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problems() is { IsEmpty: false } problems)
        {
            throw new InvalidRequestException(
                "the address management's configuration",
                problems,
                "leave out one of two pools that overlap, and give a quarantine time of zero or more");
        }

        _sources = new SubnetSources(DefaultPools.Complete(options.Pools, context.Instance));
        (_quarantine, _time) = (options.QuarantineTime, context.Time);
    }

    /// <inheritdoc/>
    public string Name => NetworkSpec.DefaultIpamDriver;

    /// <inheritdoc/>
    public ValueTask<AddressPool> RequestPoolAsync(PoolRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        PoolRequestValidation.Check(request);
        lock (_lock)
        {
            var subnet = request.Subnet is { } wanted ? Claim(wanted, request) : _sources.Choose(request, _held);
            var pool = new AddressPool(new PoolId($"{subnet}@{request.Network}"), subnet, request.Range);
            _held.Add(new HeldPool(pool, request.Network, request.NetworkName, new RestingAddresses(_time, _quarantine)));
            return ValueTask.FromResult(pool);
        }
    }

    /// <inheritdoc/>
    public ValueTask ReleasePoolAsync(PoolId pool, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            _held.Remove(pool);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<InterfaceAddress> RequestAddressAsync(PoolId pool, AddressRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return _held.TryFind(pool, out var held)
                ? ValueTask.FromResult(held.Take(request))
                : throw new ObjectNotFoundException("address pool", pool.Value, "take the pool before its addresses");
        }
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAddressAsync(PoolId pool, IPAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_held.TryFind(pool, out var held))
            {
                held.Release(address);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public IpamStatus GetStatus()
    {
        lock (_lock)
        {
            return new IpamStatus([.. _held.Pools.Select(static pool => pool.Status())], _sources.Status(_held.Pools));
        }
    }

    private IPPrefix Claim(IPPrefix wanted, PoolRequest request)
    {
        if (_held.TryFindOverlap(wanted, out var other))
        {
            var description = $"the subnet of network '{other.NetworkName}' ({other.Network.Short})";
            throw new SubnetOverlapException(wanted, new OccupiedPrefix(other.Subnet, OccupantKind.Network, description));
        }

        foreach (var occupied in request.Occupied)
        {
            // Name servers and reserved subnets only steer the choice; an administrator who names a subnet knows better.
            if (occupied.Source is not (OccupantKind.NameServer or OccupantKind.Reserved) && occupied.Prefix.Overlaps(wanted))
            {
                throw new SubnetOverlapException(wanted, occupied);
            }
        }

        return wanted;
    }
}

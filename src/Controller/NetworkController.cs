using System.Collections.Immutable;
using NetController.Diagnostics;
using NetController.Drivers;
using NetController.Ipam;
using NetController.Networks;
using NetController.Reconcile;
using NetController.Start;
using NetController.State;

namespace NetController;

/// <summary>
/// The one object that gives containers their networks on this host: opens the state, makes the kernel follow it, and creates, deletes,
/// checks and repairs networks. Docker's libnetwork controller.
/// </summary>
/// <remarks>
/// All members are safe to call from several threads. Reads come from immutable snapshots and never block. An operation on a sandbox waits
/// for the one before it on the same sandbox; sandboxes are connected to one network at the same time, and only while their addresses and
/// ports are reserved they wait for each other, and for a repair or the deletion of the network. Kernel calls run on the caller's thread;
/// cancellation is observed between steps, and rolling back ignores it. Once <see cref="DisposeAsync"/> has been called, operations throw
/// <see cref="ObjectDisposedException"/>.
/// </remarks>
public sealed partial class NetworkController : IAsyncDisposable
{
    private readonly ControllerServices _services;
    private readonly PublicOperations _operations;

    private NetworkController(ControllerServices services, InitializeReport report) =>
        (_services, _operations, Report) = (services, new PublicOperations(services.Diagnostics), report);

    /// <summary>What the start did.</summary>
    public InitializeReport Report { get; }

    /// <summary>The identity of the state directory; its short form is part of every owner tag.</summary>
    public InstanceId Instance => _services.Instance;

    /// <summary>The name of the firewall backend in use.</summary>
    public string FirewallBackend => _services.Firewall.Name;

    /// <summary>The networks, sorted by name.</summary>
    public ImmutableArray<Network> Networks =>
        [.. _services.Registry.Networks.Values.OrderBy(static network => network.Name, StringComparer.Ordinal)];

    /// <summary>The registered drivers, sorted by name.</summary>
    public ImmutableArray<DriverKind> Drivers => [.. _services.Drivers.Names.Select(name => _services.Drivers.Get(name).Kind)];

    /// <summary>The settings of the host that are changed now, each with its old value, sorted by path.</summary>
    public ImmutableArray<StoredHostChange> HostChanges => _services.HostSettings.Current;

    /// <summary>The subnets and addresses in use, by IPAM driver.</summary>
    public ImmutableSortedDictionary<string, IpamStatus> IpamStatus =>
        _services.IpamDrivers.ToImmutableSortedDictionary(static pair => pair.Key, static pair => pair.Value.GetStatus(), StringComparer.Ordinal);

    /// <summary>The subnets that are never chosen: those of the options, until <see cref="ReplaceReservedSubnets"/>.</summary>
    public ImmutableArray<IPPrefix> ReservedSubnets => _services.ReservedSubnets;

    /// <summary>Finds a network by whole id, name, or the unique beginning of an id, in this order (<c>docker network inspect</c>).</summary>
    /// <exception cref="ObjectNotFoundException">There is none.</exception>
    /// <exception cref="InvalidRequestException">The text begins several ids.</exception>
    public Network GetNetwork(string reference) => _services.Registry.Find(reference);

    /// <summary>The endpoints on a network, as recorded.</summary>
    public ImmutableArray<StoredEndpoint> GetEndpoints(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return _services.EndpointsOf(network.Id);
    }

    /// <summary>Creates a network (<c>docker network create</c>). It is durable when the call returns; a failure leaves nothing behind.</summary>
    /// <exception cref="InvalidRequestException">The spec is malformed or contradicts itself.</exception>
    /// <exception cref="NameInUseException">A network of that name exists.</exception>
    /// <exception cref="SubnetOverlapException">A subnet overlaps another network's, or an address or route of the host.</exception>
    /// <exception cref="OperationForbiddenException">The name is predefined, or privileges are missing.</exception>
    /// <exception cref="NetControllerException">The kernel, the firewall or the store refused.</exception>
    public ValueTask<Network> CreateNetworkAsync(NetworkSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return _operations.RunAsync("network.create", new OperationSubject(spec.Name), (_services, spec, cancellationToken), static call =>
            new NetworkCreation(call._services).CreateAsync(call.spec, call.cancellationToken));
    }

    /// <summary>What <see cref="CreateNetworkAsync"/> would do with the same spec; does none of it (<c>netctl plan network create</c>).</summary>
    /// <remarks>
    /// While it runs, the name and the subnets are held as a creation holds them, so that it meets the same refusals: another request for one of
    /// them is refused meanwhile. They are given back before it returns, and may be another's by the time of the creation.
    /// </remarks>
    /// <inheritdoc cref="CreateNetworkAsync" path="/exception"/>
    public ValueTask<NetworkCreationPlan> PlanNetworkAsync(NetworkSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return _operations.RunAsync("network.plan", new OperationSubject(spec.Name), (_services, spec, cancellationToken), static call =>
            new Reconciler(call._services).PlanAsync(call.spec, call.cancellationToken));
    }

    /// <summary>Deletes a network with all it has in the kernel (<c>docker network rm</c>). A deletion that fails halfway can be run again.</summary>
    /// <exception cref="ObjectNotFoundException">It has been removed meanwhile.</exception>
    /// <exception cref="NetworkInUseException">Endpoints exist on it.</exception>
    /// <exception cref="OperationForbiddenException">The network is predefined.</exception>
    /// <exception cref="OperationFailedException">Steps failed; it lists all of them.</exception>
    public ValueTask DeleteNetworkAsync(Network network, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        return _operations.RunAsync("network.delete", new OperationSubject(network.Name), (_services, network, cancellationToken), static call =>
            new NetworkDeletion(call._services).DeleteAsync(call.network, call.cancellationToken));
    }

    /// <summary>Deletes every network that a user made and no endpoint holds (<c>docker network prune</c>), carrying on past failures.</summary>
    /// <param name="isChosen">Which of them (<c>docker network prune --filter</c>); null for all.</param>
    /// <param name="cancellationToken">Observed before each deletion.</param>
    /// <returns>The names of the networks deleted.</returns>
    /// <exception cref="OperationFailedException">Some could not be deleted; it lists them, and the others are gone.</exception>
    public ValueTask<ImmutableArray<string>> PruneNetworksAsync(Func<Network, bool>? isChosen = null, CancellationToken cancellationToken = default) =>
        _operations.RunAsync("network.prune", default, (_services, isChosen, cancellationToken), static call =>
            new NetworkDeletion(call._services).PruneAsync(call.isChosen, call.cancellationToken));

    /// <summary>
    /// Replaces the subnets that are never chosen, such as when a VPN's routes change (<c>--reserved-subnet</c> of the daemon, on SIGHUP). Every
    /// subnet that is chosen from now on stays clear of exactly these; networks that exist keep theirs, and a subnet that is asked for by name
    /// may lie within them as before. Kept in memory: the next start has those of its options.
    /// </summary>
    /// <param name="subnets">The whole new set; empty for none.</param>
    /// <exception cref="ArgumentException">The array is the default value, which is no set.</exception>
    public void ReplaceReservedSubnets(ImmutableArray<IPPrefix> subnets)
    {
        if (subnets.IsDefault)
        {
            throw new ArgumentException("Pass an empty array where nothing is to be reserved: the default value is none.", nameof(subnets));
        }

        _services.ReservedSubnets = subnets;
    }

    /// <summary>Compares the kernel with the records and changes nothing (<c>netctl check</c>). Empty where all is as it should be.</summary>
    /// <exception cref="NetControllerException">The kernel, or the firewall's program, could not be asked.</exception>
    public ValueTask<ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken = default) =>
        _operations.RunAsync("check", default, (_services, cancellationToken), static call => new Reconciler(call._services).CheckAsync(call.cancellationToken));

    /// <summary>Cures what <see cref="CheckAsync"/> reports and nothing else (<c>netctl repair</c>).</summary>
    /// <returns>What was changed. A network or an endpoint that cannot be repaired is no error: it is among the failures, and the others are repaired.</returns>
    /// <exception cref="OperationFailedException">The firewall refused its rules, or something half deleted could not be removed.</exception>
    /// <exception cref="NetControllerException">The firewall's program cannot be run, or the store refused.</exception>
    public ValueTask<RepairReport> RepairAsync(CancellationToken cancellationToken = default) =>
        _operations.RunAsync("repair", default, (_services, cancellationToken), static call => new Reconciler(call._services).RepairAsync(call.cancellationToken));

    /// <summary>
    /// Tries again to make real the networks and endpoints that are degraded, and touches nothing else: what else has drifted is left to
    /// <see cref="RepairAsync"/>.
    /// </summary>
    /// <returns>What was changed; what is degraded still is among the failures.</returns>
    /// <inheritdoc cref="RepairAsync" path="/exception"/>
    public ValueTask<RepairReport> RetryDegradedAsync(CancellationToken cancellationToken = default) =>
        _operations.RunAsync("retry", default, (_services, cancellationToken), static call => new Reconciler(call._services).RetryAsync(call.cancellationToken));

    /// <summary>Kernel objects that carry our tag and belong to no network or endpoint (<c>netctl gc --dry-run</c>).</summary>
    /// <exception cref="NetControllerException">The kernel could not be asked.</exception>
    public ImmutableArray<Leftover> FindLeftovers()
    {
        using var running = _operations.Begin();
        return new LeftoverSweep(_services).Find();
    }

    /// <summary>Removes what <see cref="FindLeftovers"/> finds (<c>netctl gc</c>).</summary>
    /// <exception cref="OperationFailedException">Some could not be removed; the others are gone.</exception>
    public ValueTask<ImmutableArray<Leftover>> RemoveLeftoversAsync() =>
        _operations.RunAsync("leftovers.remove", default, _services, static services => new LeftoverSweep(services).RemoveAsync());

    /// <summary>The firewall rules that the networks mean, in the backend's own language (<c>netctl rules</c>).</summary>
    /// <param name="network">Only this network's rules; null for all of ours.</param>
    public string RenderRules(Network? network = null) => _services.Firewall.Render(network?.Id);

    /// <summary>
    /// Waits for the operations that run, then releases the store and the sockets, and ends those who watch events. Networks stay as they are: deleting
    /// is a verb of its own. From the call on every operation is refused with <see cref="ObjectDisposedException"/>; a second call does nothing, and does not wait.
    /// </summary>
    /// <remarks>Not to be awaited by what runs within an operation, such as a step observer or a driver: the operation would wait for itself.</remarks>
    /// <exception cref="OperationFailedException">Drivers could not be closed; it lists all of their failures, and everything else is closed.</exception>
    public async ValueTask DisposeAsync()
    {
        if (await _operations.TryEndAsync().ConfigureAwait(false))
        {
            await _services.DisposeAsync().ConfigureAwait(false);
        }
    }
}

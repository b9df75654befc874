using System.Collections.Immutable;
using NetController.Firewall;
using NetController.State;

namespace NetController.Networks;

/// <summary>
/// The only way to the firewall's transactions: each carries the host's part as it must be at that moment, so that the forwarding guard is on
/// just where forwarding is on because of us.
/// </summary>
internal sealed class PolicyApplier(ControllerServices services)
{
    private readonly Lock _lock = new();
    private HostPolicy? _inForce;
    private GoingPolicies? _going;

    // Whose policies the start could not hand over.
    private ImmutableHashSet<ObjectId> _refused = [];

    /// <summary>One change at a time.</summary>
    private SemaphoreSlim Gate { get; } = new(1, 1);

    private HostPolicy Wanted => new(
        services.Options.GuardForwarding && services.HostSettings.Changed(ControllerServices.ForwardingIPv4),
        services.Options.GuardForwarding && services.HostSettings.Changed(ControllerServices.ForwardingIPv6))
    {
        AllowDirectRouting = services.Options.AllowDirectRouting,
        AcceptMark = services.Options.AcceptMark,
    };

    /// <summary>At a start, the policies of every network that is there to stay, without those that the firewall refuses.</summary>
    public ImmutableArray<NetworkPolicy> StoredNetworks =>
    [
        .. services.Registry.Networks.Values
            .Where(network => network.Record.State is RecordState.Active or RecordState.Degraded && !_refused.Contains(network.Id.Value))
            .OrderBy(static network => network.Record.Created)
            .Select(static network => network.Handle?.Policy)
            .OfType<NetworkPolicy>(),
    ];

    /// <summary>At a start, the policies of every attached endpoint that is there to stay, without those that the firewall refuses.</summary>
    public ImmutableArray<EndpointPolicy> StoredEndpoints =>
    [
        .. services.Endpoints.Objects.Values
            .Where(endpoint => endpoint.Record.State is RecordState.Active or RecordState.Degraded && !_refused.Contains(endpoint.Id.Value))
            .OrderBy(static endpoint => endpoint.Record.Created)
            .Select(static endpoint => endpoint.Handle?.Policy)
            .OfType<EndpointPolicy>(),
    ];

    /// <summary>A change with the host's part as it must be now.</summary>
    public FirewallChange Change(ImmutableArray<NetworkPolicy> set, ImmutableArray<NetworkId> remove) => new() { Set = set, Remove = remove, Host = Wanted };

    /// <summary>Takes policies as being in force. Whoever gives them holds the gates of their owners, so that none of those can go meanwhile.</summary>
    public async ValueTask AdoptAsync(
        ImmutableArray<NetworkPolicy> policies, ImmutableArray<EndpointPolicy> endpoints, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await services.Firewall.AdoptAsync(Change(policies, []) with { SetEndpoints = endpoints }, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>
    /// Takes the stored policies as being in force, and gives the reasons of those that the firewall refuses: they are left out of the start,
    /// so that a record which an earlier version or another backend let pass keeps nothing else from working.
    /// </summary>
    public async ValueTask<ImmutableDictionary<ObjectId, string>> AdoptStoredAsync(CancellationToken cancellationToken)
    {
        var reasons = ImmutableDictionary<ObjectId, string>.Empty;
        var (networks, endpoints) = (StoredNetworks, StoredEndpoints);
        if (await RefusalAsync(networks, endpoints, cancellationToken).ConfigureAwait(false) is not null)
        {
            // What is wrong with the host's part is the options' fault, and no policy's.
            await AdoptAsync([], [], cancellationToken).ConfigureAwait(false);
            foreach (var network in networks)
            {
                if (await RefusalAsync([network], [], cancellationToken).ConfigureAwait(false) is { } reason)
                {
                    reasons = reasons.Add(network.Network.Value, reason);
                }
            }

            foreach (var endpoint in endpoints)
            {
                if (await RefusalAsync([], [endpoint], cancellationToken).ConfigureAwait(false) is { } reason)
                {
                    reasons = reasons.Add(endpoint.Endpoint.Value, reasons.GetValueOrDefault(endpoint.Network.Value, reason));
                }
            }
        }

        _refused = [.. reasons.Keys];
        return reasons;
    }

    private async ValueTask<string?> RefusalAsync(
        ImmutableArray<NetworkPolicy> networks, ImmutableArray<EndpointPolicy> endpoints, CancellationToken cancellationToken)
    {
        try
        {
            await AdoptAsync(networks, endpoints, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (InvalidRequestException refusal)
        {
            return refusal.Message;
        }
    }

    /// <summary>Puts a change of networks in force as one transaction.</summary>
    public ValueTask<ImmutableArray<string>> ApplyAsync(
        ImmutableArray<NetworkPolicy> set, ImmutableArray<NetworkId> remove, CancellationToken cancellationToken) => ApplyAsync(set, remove, [], [], cancellationToken);

    /// <summary>Puts a change of networks and endpoints in force as one transaction.</summary>
    public ValueTask<ImmutableArray<string>> ApplyAsync(
        ImmutableArray<NetworkPolicy> set,
        ImmutableArray<NetworkId> remove,
        ImmutableArray<EndpointPolicy> setEndpoints,
        ImmutableArray<EndpointId> removeEndpoints,
        CancellationToken cancellationToken) =>
        ApplyAsync(new FirewallChange { Set = set, Remove = remove, SetEndpoints = setEndpoints, RemoveEndpoints = removeEndpoints }, cancellationToken);

    /// <summary>Puts the policies of endpoints in force, or takes them away, as one transaction that nobody wants the text of.</summary>
    public async ValueTask ApplyEndpointsAsync(ImmutableArray<EndpointPolicy> set, ImmutableArray<EndpointId> remove, CancellationToken cancellationToken) =>
        await ApplyAsync(new FirewallChange { SetEndpoints = set, RemoveEndpoints = remove, TellsCommands = false }, cancellationToken).ConfigureAwait(false);

    /// <summary>Takes the policies of endpoints away; those that come while another change is under way go together as one transaction.</summary>
    public async ValueTask RemoveAsync(ImmutableArray<EndpointId> endpoints)
    {
        GoingPolicies going;
        lock (_lock)
        {
            going = _going ??= new GoingPolicies();
            going.Endpoints.AddRange(endpoints);
        }

        await Gate.WaitAsync().ConfigureAwait(false);
        try
        {
            // Whoever of them comes first does it for all.
            going.Removal ??= RemoveInTurnAsync(going);
            await going.Removal.ConfigureAwait(false);
        }
        finally
        {
            Gate.Release();
        }
    }

    private async Task RemoveInTurnAsync(GoingPolicies going)
    {
        lock (_lock)
        {
            _going = null;
        }

        await ApplyInTurnAsync(new FirewallChange { RemoveEndpoints = going.Endpoints.ToImmutable(), TellsCommands = false }, CancellationToken.None).ConfigureAwait(false);
    }

    private async ValueTask<ImmutableArray<string>> ApplyAsync(FirewallChange change, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await ApplyInTurnAsync(change, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Gate.Release();
        }
    }

    private async ValueTask<ImmutableArray<string>> ApplyInTurnAsync(FirewallChange change, CancellationToken cancellationToken)
    {
        var host = Wanted;
        var made = await services.Firewall.ApplyAsync(change with { Host = host }, cancellationToken).ConfigureAwait(false);
        _inForce = host;
        return made;
    }

    /// <summary>
    /// Lets the guard follow when the operation is undone. Pushed before the first effect, it runs after the host's settings are put
    /// back, which is later than the policy's own undo.
    /// </summary>
    public void PushGuard(UndoLog undo) => undo.Push("let the forwarding guard follow the host's settings", this, static async self =>
    {
        if (self._inForce is { } inForce && inForce != self.Wanted)
        {
            await self.ApplyAsync([], [], CancellationToken.None).ConfigureAwait(false);
        }
    });

    /// <summary>The endpoints whose policies go next, and the transaction that takes them once it has begun.</summary>
    private sealed class GoingPolicies
    {
        public ImmutableArray<EndpointId>.Builder Endpoints { get; } = ImmutableArray.CreateBuilder<EndpointId>();

        public Task? Removal { get; set; }
    }
}

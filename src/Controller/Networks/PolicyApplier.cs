using System.Collections.Immutable;
using NetController.Firewall;

namespace NetController.Networks;

/// <summary>
/// The only way to the firewall's transactions: each carries the host's part as it must be at that moment, so that the forwarding guard is on
/// just where forwarding is on because of us.
/// </summary>
internal sealed class PolicyApplier(ControllerServices services)
{
    private HostPolicy? _inForce;

    /// <summary>One change at a time.</summary>
    private SemaphoreSlim Gate { get; } = new(1, 1);

    private HostPolicy Wanted => new(
        services.Options.GuardForwarding && services.HostSettings.Changed(ControllerServices.ForwardingIPv4),
        services.Options.GuardForwarding && services.HostSettings.Changed(ControllerServices.ForwardingIPv6))
    {
        AllowDirectRouting = services.Options.AllowDirectRouting,
        AcceptMark = services.Options.AcceptMark,
    };

    /// <summary>A change with the host's part as it must be now.</summary>
    public FirewallChange Change(ImmutableArray<NetworkPolicy> set, ImmutableArray<NetworkId> remove) => new() { Set = set, Remove = remove, Host = Wanted };

    /// <summary>Takes policies as being in force.</summary>
    public ValueTask AdoptAsync(
        ImmutableArray<NetworkPolicy> policies, ImmutableArray<EndpointPolicy> endpoints, CancellationToken cancellationToken) =>
        services.Firewall.AdoptAsync(Change(policies, []) with { SetEndpoints = endpoints }, cancellationToken);

    /// <summary>Puts a change of networks in force as one transaction.</summary>
    public ValueTask<ImmutableArray<string>> ApplyAsync(
        ImmutableArray<NetworkPolicy> set, ImmutableArray<NetworkId> remove, CancellationToken cancellationToken) => ApplyAsync(set, remove, [], [], cancellationToken);

    /// <summary>Puts a change of networks and endpoints in force as one transaction.</summary>
    public async ValueTask<ImmutableArray<string>> ApplyAsync(
        ImmutableArray<NetworkPolicy> set,
        ImmutableArray<NetworkId> remove,
        ImmutableArray<EndpointPolicy> setEndpoints,
        ImmutableArray<EndpointId> removeEndpoints,
        CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var change = Change(set, remove) with { SetEndpoints = setEndpoints, RemoveEndpoints = removeEndpoints };
            var made = await services.Firewall.ApplyAsync(change, cancellationToken).ConfigureAwait(false);
            _inForce = change.Host;
            return made;
        }
        finally
        {
            Gate.Release();
        }
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
}

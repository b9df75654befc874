using System.Collections.Immutable;
using NetController.State;

namespace NetController.Networks;

/// <summary>Deletes a network in strict reverse of its creation. A deletion that failed halfway is simply run again.</summary>
internal sealed class NetworkDeletion(ControllerServices services)
{
    public async ValueTask DeleteAsync(Network network, CancellationToken cancellationToken)
    {
        if (PredefinedNetworks.Contains(network.Name))
        {
            throw new OperationForbiddenException(
                $"network '{network.Name}' is predefined and cannot be removed", "switch the default bridge off with `netctl init --no-bridge` if it is not wanted");
        }

        await network.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!services.Registry.Networks.ContainsKey(network.Id))
            {
                throw new ObjectNotFoundException("network", network.Name, "it has just been removed");
            }

            ThrowIfInUse(network.Record);
            await DeleteRecordedAsync(network, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            network.Gate.Release();
        }
    }

    /// <summary>Deletes every chosen network that a user made and no endpoint holds, carrying on past failures.</summary>
    public async ValueTask<ImmutableArray<string>> PruneAsync(Func<Network, bool>? isChosen, CancellationToken cancellationToken)
    {
        var deleted = ImmutableArray.CreateBuilder<string>();
        var failures = ImmutableArray.CreateBuilder<Exception>();
        foreach (var network in Unused().Where(network => isChosen?.Invoke(network) ?? true))
        {
            try
            {
                await DeleteAsync(network, cancellationToken).ConfigureAwait(false);
                deleted.Add(network.Name);
            }
            catch (Exception changed) when (changed is ObjectNotFoundException or NetworkInUseException)
            {
                // Somebody else removed it or began to use it meanwhile: there is nothing left to prune.
            }
            catch (NetControllerException failure)
            {
                failures.Add(failure);
            }
        }

        services.Events.Add(ControllerEventKind.NetworksPruned);
        return failures.Count == 0
            ? deleted.ToImmutable()
            : throw new OperationFailedException("prune networks", failures.ToImmutable(), "run `netctl network prune` again");
    }

    /// <summary>Drives an unfinished network to absence: what was left half made or half deleted by a process that died.</summary>
    public async ValueTask RemoveUnfinishedAsync(Network network)
    {
        await DeleteRecordedAsync(network, CancellationToken.None, "it was left half made or half deleted").ConfigureAwait(false);
        ControllerLog.UnfinishedRemoved(services.Logger, network.Name, network.Id);
    }

    /// <summary>Refuses where endpoints hold the network.</summary>
    public void ThrowIfInUse(StoredNetwork record)
    {
        var endpoints = services.EndpointsOf(record.Id);
        if (!endpoints.IsEmpty)
        {
            throw new NetworkInUseException(record.Name, [.. endpoints.Select(static endpoint => endpoint.Id)]);
        }
    }

    /// <summary>Records the deletion, tears down and forgets the network; whether it may go is decided already.</summary>
    /// <param name="network">The network.</param>
    /// <param name="cancellationToken">Observed before the deletion is recorded.</param>
    /// <param name="reason">Why it goes, where nobody asked for it.</param>
    public async ValueTask DeleteRecordedAsync(Network network, CancellationToken cancellationToken, string? reason = null)
    {
        var operation = $"delete network '{network.Name}'";
        if (network.Record.State != RecordState.Deleting)
        {
            services.Operations.Observer?.OnStep(new OperationStep(operation, $"record network {network.Id.Short} as Deleting"));
            var deleting = network.Record with { State = RecordState.Deleting, Reason = null };
            await services.Store.CommitAsync(new StateChange { Networks = [deleting] }, cancellationToken).ConfigureAwait(false);
            network.Publish(deleting);
        }

        // From here on the caller's cancellation is ignored: the record says that the network goes.
        var teardown = new Teardown(operation, services.Operations);
        await TearDownAsync(network, teardown).ConfigureAwait(false);
        teardown.ThrowIfFailed("the network is kept as being deleted; remove it again, or start the controller again, to finish");

        services.Operations.Observer?.OnStep(new OperationStep(operation, $"remove record of network {network.Id.Short}"));
        await services.Store.CommitAsync(new StateChange { DeletedNetworks = [network.Id] }, CancellationToken.None).ConfigureAwait(false);
        await services.Pools.ReleaseAsync(network.Record).ConfigureAwait(false);
        services.Registry.Release(network.Id, network.Name);
        ControllerLog.NetworkDeleted(services.Logger, network.Name, network.Id);
        services.Events.Add(ControllerEventKind.NetworkDeleted, network, reason: reason);
    }

    private async ValueTask TearDownAsync(Network network, Teardown teardown)
    {
        await teardown.StepAsync($"remove firewall policy of network {network.Id.Short}", (services, network.Id), static async state =>
            await state.services.Policies.ApplyAsync([], [state.Id], CancellationToken.None).ConfigureAwait(false)).ConfigureAwait(false);
        if (network.Handle is { } handle)
        {
            await handle.DeleteAsync(teardown).ConfigureAwait(false);
        }
        else
        {
            await teardown.StepAsync($"open network {network.Id.Short}", (services, network), static async state =>
                await OpenAsync(state.services, state.network).ConfigureAwait(false)).ConfigureAwait(false);
            if (network.Handle is { } opened)
            {
                await opened.DeleteAsync(teardown).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Gives a network its driver's handle, from its record alone.</summary>
    public static async ValueTask OpenAsync(ControllerServices services, Network network)
    {
        var driver = services.Drivers.Get(network.Record.Driver);
        var plan = NetworkRecords.ToPlan(network.Record, services.Instance, driver.Kind);
        network.Open(await driver.OpenNetworkAsync(plan, CancellationToken.None).ConfigureAwait(false));
    }

    /// <summary>The networks that users made and no endpoint holds.</summary>
    private ImmutableArray<Network> Unused() =>
    [
        .. services.Registry.Networks.Values
            .Where(network => !PredefinedNetworks.Contains(network.Name) && services.EndpointsOf(network.Id).IsEmpty)
            .OrderBy(static network => network.Name, StringComparer.Ordinal),
    ];
}

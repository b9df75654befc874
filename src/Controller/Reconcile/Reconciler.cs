using System.Collections.Immutable;
using NetController.Firewall;
using NetController.Networks;
using NetController.Sandboxes;
using NetController.State;

namespace NetController.Reconcile;

/// <summary>Compares the kernel with the records, and cures what differs and nothing else.</summary>
internal sealed class Reconciler(ControllerServices services)
{
    /// <summary>Every difference, networks in the order of their names.</summary>
    public async ValueTask<ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken)
    {
        var drift = ImmutableArray.CreateBuilder<Drift>();
        foreach (var network in InOrder())
        {
            drift.AddRange(await CheckAsync(network, cancellationToken).ConfigureAwait(false));
        }

        foreach (var sandbox in SandboxesInOrder())
        {
            drift.AddRange(await new SandboxCheck(services).CheckAsync(sandbox, cancellationToken).ConfigureAwait(false));
        }

        drift.AddRange(await services.Firewall.CheckAsync(cancellationToken).ConfigureAwait(false));
        var found = drift.ToImmutable();
        services.Drift.Found(found);
        return found;
    }

    /// <summary>Cures every difference. What cannot be cured is reported, networks and endpoints are marked degraded, and the others are cured all the same.</summary>
    public async ValueTask<RepairReport> RepairAsync(CancellationToken cancellationToken)
    {
        var report = await RepairAsync([.. InOrder()], [.. SandboxesInOrder()], AdoptAsync, cancellationToken).ConfigureAwait(false);
        services.Operations.Observer?.OnStep(new OperationStep("repair", "apply firewall policies"));
        await services.Policies.AdoptAsync([], [], cancellationToken).ConfigureAwait(false);
        var rules = await services.Firewall.RepairAsync(cancellationToken).ConfigureAwait(false);
        services.Drift.Repaired(rules);
        return report with { Changes = report.Changes.AddRange(rules) };

        // All of them come into force at the end, in one repair of the whole ruleset.
        async ValueTask<ImmutableArray<string>> AdoptAsync(ImmutableArray<NetworkPolicy> networks, ImmutableArray<EndpointPolicy> endpoints)
        {
            await services.Policies.AdoptAsync(networks, endpoints, cancellationToken).ConfigureAwait(false);
            return [];
        }
    }

    /// <summary>Cures what is degraded and nothing else: each is recorded as active when its rules are in force, and no sooner.</summary>
    public async ValueTask<RepairReport> RetryAsync(CancellationToken cancellationToken)
    {
        ImmutableArray<Network> networks = [.. InOrder().Where(static network => network.Record.State == RecordState.Degraded)];
        ImmutableArray<Sandbox> sandboxes =
            [.. SandboxesInOrder().Where(static sandbox => sandbox.Endpoints.Any(static endpoint => endpoint.Record.State == RecordState.Degraded))];
        return networks.IsEmpty && sandboxes.IsEmpty
            ? new RepairReport([], [])
            : await RepairAsync(networks, sandboxes, ApplyAsync, cancellationToken).ConfigureAwait(false);

        ValueTask<ImmutableArray<string>> ApplyAsync(ImmutableArray<NetworkPolicy> networks, ImmutableArray<EndpointPolicy> endpoints)
        {
            services.Operations.Observer?.OnStep(new OperationStep("retry", "apply firewall policies"));
            return services.Policies.ApplyAsync(networks, [], endpoints, [], cancellationToken);
        }
    }

    private async ValueTask<RepairReport> RepairAsync(
        ImmutableArray<Network> networks, ImmutableArray<Sandbox> sandboxes, OpenFirewall openFirewall, CancellationToken cancellationToken)
    {
        var changes = ImmutableArray.CreateBuilder<string>();
        var failures = ImmutableArray.CreateBuilder<DegradedNetwork>();
        foreach (var network in networks)
        {
            await network.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                // Whoever held the gate before may have removed the network.
                if (services.Registry.Networks.ContainsKey(network.Id))
                {
                    var made = await RepairAsync(network, openFirewall, failures, cancellationToken).ConfigureAwait(false);
                    services.Drift.Repaired(made, network);
                    changes.AddRange(made);
                }
            }
            finally
            {
                network.Gate.Release();
            }
        }

        var report = await RepairAsync(sandboxes, openFirewall, cancellationToken).ConfigureAwait(false);
        return report with { Changes = [.. changes, .. report.Changes], Failures = failures.ToImmutable() };
    }

    /// <summary>What creating a network would do; everything reserved meanwhile is given back.</summary>
    public async ValueTask<NetworkCreationPlan> PlanAsync(NetworkSpec spec, CancellationToken cancellationToken)
    {
        NetworkCreation.ThrowIfPredefined(spec);
        NetworkCreationPlan? plan = null;
        try
        {
            await UndoLog.RunAsync<bool>(
                $"plan network '{spec.Name}'",
                services.Operations,
                async undo =>
                {
                    plan = await PlanAsync(spec, undo).ConfigureAwait(false);
                    throw new DryRunEnded();
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (OperationFailedException ended) when (ended.InnerException is DryRunEnded && ended.RollbackFailures.IsEmpty)
        {
        }

        return plan!;
    }

    private async ValueTask<NetworkCreationPlan> PlanAsync(NetworkSpec spec, UndoLog undo)
    {
        var creation = new NetworkCreation(services);
        var prepared = await creation.PrepareAsync(NetworkId.New(services.Parts.Random), spec, undo).ConfigureAwait(false);
        var changes = await prepared.Handle.CheckAsync(undo.Cancellation).ConfigureAwait(false);
        if (prepared.Handle.Policy is { } policy)
        {
            changes = changes.AddRange(
                await services.Firewall.PlanAsync(services.Policies.Change([policy], []), undo.Cancellation).ConfigureAwait(false));
        }

        return new NetworkCreationPlan(prepared.Record, prepared.Handle.LinkName, changes);
    }

    private async ValueTask<RepairReport> RepairAsync(ImmutableArray<Sandbox> sandboxes, OpenFirewall openFirewall, CancellationToken cancellationToken)
    {
        var changes = ImmutableArray.CreateBuilder<string>();
        var endpoints = ImmutableArray.CreateBuilder<DegradedEndpoint>();
        var failures = ImmutableArray.CreateBuilder<FailedSandbox>();
        foreach (var sandbox in sandboxes)
        {
            using var work = await SandboxWork.BeginAsync(services, [sandbox], cancellationToken).ConfigureAwait(false);
            // Whoever held the gate before may have removed the sandbox.
            if (!services.Sandboxes.Objects.ContainsKey(sandbox.Id))
            {
                continue;
            }

            try
            {
                var outcome = await RepairAsync(sandbox, work, openFirewall, cancellationToken).ConfigureAwait(false);
                services.Drift.Repaired(outcome.Changes, sandbox: sandbox);
                changes.AddRange(outcome.Changes);
                endpoints.AddRange(outcome.Degraded);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                services.Diagnostics.CountRefusals(failure);
                failures.Add(new FailedSandbox(sandbox.Name, failure.Message));
            }
        }

        return new RepairReport(changes.ToImmutable(), []) { FailedEndpoints = endpoints.ToImmutable(), FailedSandboxes = failures.ToImmutable() };
    }

    private async ValueTask<EndpointOutcome> RepairAsync(Sandbox sandbox, SandboxWork work, OpenFirewall openFirewall, CancellationToken cancellationToken)
    {
        if (sandbox.Record.State is RecordState.Creating or RecordState.Deleting)
        {
            await new Detachment(services, $"repair sandbox '{sandbox.Name}'").RunAsync(work, sandbox, CancellationToken.None).ConfigureAwait(false);
            return new EndpointOutcome([$"netctl sandbox rm {sandbox.Name}"], []);
        }

        if (sandbox.Endpoints.Where(static endpoint => endpoint.Record.State is RecordState.Deleting).ToImmutableArray() is { IsEmpty: false } going)
        {
            await new Detachment(services, $"repair sandbox '{sandbox.Name}'").RunAsync(work, sandbox, going, CancellationToken.None).ConfigureAwait(false);
        }

        var repair = new EndpointRepair(services, work, "repair") { OpenFirewall = policy => openFirewall([], [policy]) };
        return await repair.RunAsync(sandbox, ImmutableDictionary<EndpointId, string>.Empty, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<ImmutableArray<Drift>> CheckAsync(Network network, CancellationToken cancellationToken)
    {
        var drift = network.Handle is { } handle ? await handle.CheckAsync(cancellationToken).ConfigureAwait(false) : [];
        if (network.Record.State != RecordState.Active)
        {
            drift = drift.Insert(0, new Drift(
                $"network {network.Name}", nameof(RecordState.Active), Describe(network.Record), "netctl repair")
            {
                Network = network.Id,
            });
        }

        return [.. drift.Select(item => item with { Network = network.Id })];
    }

    private async ValueTask<ImmutableArray<string>> RepairAsync(
        Network network, OpenFirewall openFirewall, ImmutableArray<DegradedNetwork>.Builder failures, CancellationToken cancellationToken)
    {
        try
        {
            if (network.Handle is null)
            {
                await NetworkDeletion.OpenAsync(services, network).ConfigureAwait(false);
            }

            if (network.Record.State is RecordState.Creating or RecordState.Deleting)
            {
                await new NetworkDeletion(services).RemoveUnfinishedAsync(network).ConfigureAwait(false);
                return [$"netctl network rm {network.Name}"];
            }

            // Another network may have held the name or the link when this one was loaded, and may hold it still.
            services.Registry.Claim(network.Id, network.Name, network.ClaimedLink);
            await ReserveAgainAsync(network, cancellationToken).ConfigureAwait(false);
            var changes = await UndoLog.RunAsync(
                $"repair network '{network.Name}'", services.Operations, undo => network.Handle!.EnsureAsync(undo), cancellationToken).ConfigureAwait(false);
            if (network.Handle!.Policy is { } policy)
            {
                changes = changes.AddRange(await openFirewall([policy], []).ConfigureAwait(false));
            }

            await RecordAsync(network, RecordState.Active, null, cancellationToken).ConfigureAwait(false);
            return changes;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            services.Diagnostics.CountRefusals(failure);
            failures.Add(new DegradedNetwork(network.Name, failure.Message));
            await RecordDegradedAsync(network, failure.Message, failures, cancellationToken).ConfigureAwait(false);
            return [];
        }
    }

    /// <summary>A store that refuses too is reported beside the cause, and the other networks are repaired all the same.</summary>
    private async ValueTask RecordDegradedAsync(
        Network network, string reason, ImmutableArray<DegradedNetwork>.Builder failures, CancellationToken cancellationToken)
    {
        try
        {
            await RecordAsync(network, RecordState.Degraded, reason, cancellationToken).ConfigureAwait(false);
        }
        catch (NetControllerException failure)
        {
            failures.Add(new DegradedNetwork(network.Name, $"it could not be recorded as degraded: {failure.Message}"));
        }
    }

    /// <summary>A network that was degraded because its subnets were taken gets them now, if they are free.</summary>
    private async ValueTask ReserveAgainAsync(Network network, CancellationToken cancellationToken)
    {
        if (network.Record.State == RecordState.Degraded && services.Pools.HeldBy(network.Id).Length < network.Record.Pools.Count)
        {
            await services.Pools.ReleaseAsync(network.Record).ConfigureAwait(false);
            await UndoLog.RunAsync(
                $"reserve the subnets of network '{network.Name}'",
                services.Operations,
                async undo =>
                {
                    await services.Pools.ReplayAsync(network.Record, services.EndpointsOf(network.Id), undo).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask RecordAsync(Network network, RecordState state, string? reason, CancellationToken cancellationToken)
    {
        var record = network.Record with { State = state, Reason = reason };
        if (record == network.Record || network.Record.State == RecordState.Deleting)
        {
            return;
        }

        services.Operations.Observer?.OnStep(new OperationStep($"repair network '{network.Name}'", $"record network {network.Id.Short} as {state}"));
        await services.Store.CommitAsync(new StateChange { Networks = [record] }, cancellationToken).ConfigureAwait(false);
        network.Publish(record);
        if (reason is null)
        {
            ControllerLog.NetworkRecovered(services.Logger, network.Name, network.Id);
            services.Events.Add(ControllerEventKind.NetworkRecovered, network);
        }
        else
        {
            ControllerLog.NetworkDegraded(services.Logger, network.Name, network.Id, reason);
            services.Events.Add(ControllerEventKind.NetworkDegraded, network, reason: reason);
        }
    }

    private static string Describe(StoredNetwork record) => record.Reason is { } reason ? $"{record.State}: {reason}" : record.State.ToString();

    private IEnumerable<Sandbox> SandboxesInOrder() => services.Sandboxes.Objects.Values.OrderBy(static sandbox => sandbox.Name, StringComparer.Ordinal);

    private IEnumerable<Network> InOrder() => services.Registry.Networks.Values.OrderBy(static network => network.Name, StringComparer.Ordinal);

    /// <summary>Opens the firewall for what is real again, and gives the rules changed. The owners' gates are held.</summary>
    private delegate ValueTask<ImmutableArray<string>> OpenFirewall(ImmutableArray<NetworkPolicy> networks, ImmutableArray<EndpointPolicy> endpoints);

    /// <summary>Ends a dry run the way a failure would, so that the undo log gives everything back.</summary>
    private sealed class DryRunEnded : Exception;
}

using NetController.Drivers;
using NetController.State;
using NetController.Validation;

namespace NetController.Networks;

/// <summary>Creates a network: validate, claim, reserve, record <c>Creating</c>, make it real, open the firewall, record <c>Active</c>.</summary>
internal sealed class NetworkCreation(ControllerServices services)
{
    /// <summary>Creates a network; a failure at any step undoes all of it.</summary>
    public async ValueTask<Network> CreateAsync(NetworkSpec spec, CancellationToken cancellationToken)
    {
        ThrowIfPredefined(spec);
        return await UndoLog.RunAsync(
            $"create network '{spec.Name}'", services.Operations, undo => CreateNamedAsync(spec, undo), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Refuses the names that only the controller itself gives.</summary>
    public static void ThrowIfPredefined(NetworkSpec spec)
    {
        if (PredefinedNetworks.Contains(spec.Name))
        {
            throw new OperationForbiddenException(
                $"network name '{spec.Name}' is predefined and cannot be created", "choose another name; `netctl init` makes the predefined networks");
        }
    }

    /// <summary>Everything up to the plan: what a dry run needs as well. All of it is undone with the log.</summary>
    public async ValueTask<PreparedNetwork> PrepareAsync(NetworkId id, NetworkSpec spec, UndoLog undo)
    {
        SpecValidator.Validate(spec);
        var driver = services.Drivers.For(spec.Options);
        var requirements = driver.Validate(id, spec);
        services.Registry.Claim(id, spec.Name, requirements.LinkName, requirements.SingleInstance ? driver.Kind.Name : null);
        undo.Push($"release name '{spec.Name}'", (services.Registry, id, spec.Name), static state =>
        {
            state.Registry.Release(state.id, state.Name);
            return ValueTask.CompletedTask;
        });
        return await PlanAsync(id, spec, driver, requirements, undo).ConfigureAwait(false);
    }

    /// <summary>Reserves the subnets and opens the handle of a network whose name is claimed.</summary>
    public async ValueTask<PreparedNetwork> PlanAsync(
        NetworkId id, NetworkSpec spec, INetworkDriver driver, NetworkRequirements requirements, UndoLog undo)
    {
        var pools = await services.Pools.ReserveAsync(id, spec, requirements, undo).ConfigureAwait(false);
        var record = NetworkRecords.ToRecord(id, spec, driver.Kind, pools, services.Parts.Time.GetUtcNow());
        var plan = NetworkRecords.ToPlan(record, services.Instance, driver.Kind);
        var handle = await driver.OpenNetworkAsync(plan, undo.Cancellation).ConfigureAwait(false);
        return new PreparedNetwork(record, handle);
    }

    /// <summary>Commits a record, with its removal as the undo.</summary>
    public async ValueTask RecordAsync(StoredNetwork record, UndoLog undo)
    {
        undo.Step($"record network {record.Id.Short} as {record.State}");
        await services.Store.CommitAsync(new StateChange { Networks = [record] }, undo.Cancellation).ConfigureAwait(false);
        undo.Push($"remove record of network {record.Id.Short}", (services.Store, record.Id), static state =>
            state.Store.CommitAsync(new StateChange { DeletedNetworks = [state.Id] }, CancellationToken.None));
    }

    /// <summary>Creates a network whatever its name; the default networks come this way.</summary>
    public async ValueTask<Network> CreateNamedAsync(NetworkSpec spec, UndoLog undo)
    {
        var id = NetworkId.New(services.Parts.Random);
        var prepared = await PrepareAsync(id, spec, undo).ConfigureAwait(false);
        await RecordAsync(prepared.Record, undo).ConfigureAwait(false);
        services.Policies.PushGuard(undo);
        await prepared.Handle.EnsureAsync(undo).ConfigureAwait(false);
        await ApplyPolicyAsync(prepared, undo).ConfigureAwait(false);

        var active = prepared.Record with { State = RecordState.Active };
        await RecordAsync(active, undo).ConfigureAwait(false);
        var network = new Network(active, prepared.Handle.LinkName);
        network.Open(prepared.Handle);
        services.Registry.Publish(network);
        ControllerLog.NetworkCreated(services.Logger, network.Name, network.Id, active.Driver);
        services.Events.Add(ControllerEventKind.NetworkCreated, network);
        return network;
    }

    private async ValueTask ApplyPolicyAsync(PreparedNetwork prepared, UndoLog undo)
    {
        if (prepared.Handle.Policy is not { } policy)
        {
            return;
        }

        undo.Step($"apply firewall policy of network {policy.Network.Short}");
        await services.Policies.ApplyAsync([policy], [], undo.Cancellation).ConfigureAwait(false);
        undo.Push($"remove firewall policy of network {policy.Network.Short}", (services.Policies, policy.Network), static async state =>
            await state.Policies.ApplyAsync([], [state.Network], CancellationToken.None).ConfigureAwait(false));
    }
}

/// <summary>A network that is planned and not yet made.</summary>
/// <param name="Record">What will be stored.</param>
/// <param name="Handle">The driver's handle.</param>
internal sealed record PreparedNetwork(StoredNetwork Record, IDriverNetwork Handle);

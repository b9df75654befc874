using System.Collections.Immutable;
using NetController.State;

namespace NetController.Start;

/// <summary>
/// Makes the kernel hold every persisted network. A kernel that already matches is not touched; a network that fails is kept, marked
/// degraded and reported, and never stops the others.
/// </summary>
internal sealed class NetworkRestorer(ControllerServices services, ReportBuilder report)
{
    private readonly Dictionary<NetworkId, string> _failures = [];

    public async ValueTask RestoreAsync(IReadOnlyDictionary<NetworkId, string> problems, Predicate<Network> skip, CancellationToken cancellationToken)
    {
        var networks = services.Registry.Networks.Values
            .Where(network => network.Record.State is RecordState.Active or RecordState.Degraded && !skip(network))
            .OrderBy(static network => network.Record.Created)
            .ToImmutableArray();
        foreach (var network in networks)
        {
            if (problems.TryGetValue(network.Id, out var problem))
            {
                _failures[network.Id] = problem;
            }
            else
            {
                await EnsureAsync(network, cancellationToken).ConfigureAwait(false);
            }
        }

        await PublishAsync(networks, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts the policies of every network in force, in one transaction.</summary>
    public async ValueTask ApplyPoliciesAsync(CancellationToken cancellationToken)
    {
        services.Operations.Observer?.OnStep(new OperationStep("restore networks", "apply firewall policies"));
        report.Changes.AddRange(await services.Policies
            .ApplyAsync(services.Policies.StoredNetworks, [], services.Policies.StoredEndpoints, [], cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask EnsureAsync(Network network, CancellationToken cancellationToken)
    {
        try
        {
            report.Changes.AddRange(await UndoLog.RunAsync(
                $"restore network '{network.Name}'", services.Operations, undo => network.Handle!.EnsureAsync(undo), cancellationToken).ConfigureAwait(false));
        }
        catch (NetControllerException failure)
        {
            services.Diagnostics.CountRefusals(failure);
            _failures[network.Id] = failure.Message;
        }
    }

    private async ValueTask PublishAsync(ImmutableArray<Network> networks, CancellationToken cancellationToken)
    {
        var changed = networks.Select(network => (Network: network, Record: Outcome(network))).Where(pair => pair.Record != pair.Network.Record).ToArray();
        if (changed.Length > 0)
        {
            services.Operations.Observer?.OnStep(new OperationStep("restore networks", "record the networks' states"));
            await services.Store.CommitAsync(new StateChange { Networks = [.. changed.Select(static pair => pair.Record)] }, cancellationToken)
                .ConfigureAwait(false);
        }

        foreach (var (network, record) in changed)
        {
            network.Publish(record);
        }

        foreach (var network in networks)
        {
            Report(network);
        }
    }

    private StoredNetwork Outcome(Network network) => _failures.TryGetValue(network.Id, out var reason)
        ? network.Record with { State = RecordState.Degraded, Reason = reason }
        : network.Record with { State = RecordState.Active, Reason = null };

    private void Report(Network network)
    {
        if (network.Record.Reason is { } reason)
        {
            report.Degraded.Add(new DegradedNetwork(network.Name, reason));
            ControllerLog.NetworkDegraded(services.Logger, network.Name, network.Id, reason);
            services.Events.Add(ControllerEventKind.NetworkDegraded, network, reason: reason);
        }
        else
        {
            report.Restored.Add(network.Name);
            services.Events.Add(ControllerEventKind.NetworkRestored, network);
        }
    }
}

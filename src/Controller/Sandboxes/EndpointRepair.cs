using System.Collections.Immutable;
using NetController.Firewall;
using NetController.Sandboxes.Interior;
using NetController.Start;
using NetController.State;

namespace NetController.Sandboxes;

/// <summary>Makes the kernel hold what the endpoints of one sandbox mean: the restore after a start and the repair are this one way. The sandbox's gate is held.</summary>
internal sealed class EndpointRepair(ControllerServices services, SandboxWork work, string operation)
{
    /// <summary>What opens the firewall for an endpoint that is real and gives the rules changed; null where its rules are seen to otherwise.</summary>
    public Func<EndpointPolicy, ValueTask<ImmutableArray<string>>>? OpenFirewall { get; init; }

    /// <summary>Ensures every endpoint and the inside; one that fails is recorded as degraded, and the others are ensured all the same.</summary>
    public async ValueTask<EndpointOutcome> RunAsync(Sandbox sandbox, IReadOnlyDictionary<EndpointId, string> problems, CancellationToken cancellationToken)
    {
        var changes = ImmutableArray.CreateBuilder<string>();
        var failures = new Dictionary<EndpointId, string>();
        ImmutableArray<Endpoint> endpoints = [.. sandbox.Endpoints.Where(static endpoint => endpoint.Record.State is RecordState.Active or RecordState.Degraded)];
        foreach (var endpoint in endpoints)
        {
            if (await TryAsync(() => EnsureAsync(endpoint, sandbox, changes, cancellationToken)).ConfigureAwait(false) is { } failure)
            {
                failures[endpoint.Id] = failure;
            }
            else if (problems.TryGetValue(endpoint.Id, out var problem))
            {
                failures[endpoint.Id] = problem;
            }
        }

        if (await TryAsync(() => EnsureInsideAsync(sandbox, changes, cancellationToken)).ConfigureAwait(false) is { } inside)
        {
            foreach (var endpoint in endpoints.Where(static endpoint => endpoint.Handle?.Interface is not null))
            {
                failures.TryAdd(endpoint.Id, inside);
            }
        }

        foreach (var endpoint in endpoints.Where(endpoint => !failures.ContainsKey(endpoint.Id)))
        {
            if (await TryAsync(() => OpenFirewallAsync(endpoint, changes)).ConfigureAwait(false) is { } refusal)
            {
                failures[endpoint.Id] = refusal;
            }
        }

        await RecordAsync(endpoints, failures, cancellationToken).ConfigureAwait(false);
        return new EndpointOutcome(
            changes.ToImmutable(),
            [.. endpoints.Where(endpoint => failures.ContainsKey(endpoint.Id)).Select(endpoint => new DegradedEndpoint(endpoint.Id, endpoint.Name, endpoint.Network.Name, failures[endpoint.Id]))]);
    }

    private async ValueTask EnsureAsync(Endpoint endpoint, Sandbox sandbox, ImmutableArray<string>.Builder changes, CancellationToken cancellationToken)
    {
        if (endpoint.Handle is null)
        {
            services.OpenHandle(endpoint, sandbox.NamespacePath);
        }

        if (endpoint.Handle!.Interface is not null)
        {
            // A namespace that is gone is said, rather than the link's failure that follows from it.
            work.Interior(sandbox);
        }

        SandboxLoader.HoldPorts(services, endpoint);
        changes.AddRange(await UndoLog.RunAsync(
            $"{operation} endpoint '{endpoint.Name}'", services.Operations, undo => endpoint.Handle!.EnsureAsync(undo), cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask EnsureInsideAsync(Sandbox sandbox, ImmutableArray<string>.Builder changes, CancellationToken cancellationToken)
    {
        var plan = InteriorPlanner.Plan(sandbox.Endpoints.Where(static endpoint => endpoint.Record.State != RecordState.Deleting));
        if (!plan.Interfaces.IsEmpty)
        {
            var interior = work.Interior(sandbox);
            var difference = InteriorDiff.Compute(plan, interior.Observe(plan));
            if (!difference.IsEmpty)
            {
                changes.AddRange(await UndoLog.RunAsync(
                    $"{operation} the inside of sandbox '{sandbox.Name}'",
                    services.Operations,
                    undo =>
                    {
                        InteriorApplier.Apply(interior, difference, ImmutableHashSet<string>.Empty, undo);
                        return ValueTask.FromResult<ImmutableArray<string>>([.. difference.Select(static change => change.Command)]);
                    },
                    cancellationToken).ConfigureAwait(false));
                foreach (var endpoint in sandbox.Endpoints)
                {
                    services.Traces.Announce(sandbox, endpoint);
                }
            }
        }

        sandbox.Publish(plan);
    }

    private async ValueTask OpenFirewallAsync(Endpoint endpoint, ImmutableArray<string>.Builder changes)
    {
        if (OpenFirewall is not null && endpoint.Handle?.Policy is { } policy)
        {
            changes.AddRange(await OpenFirewall(policy).ConfigureAwait(false));
        }
    }

    private async ValueTask RecordAsync(ImmutableArray<Endpoint> endpoints, Dictionary<EndpointId, string> failures, CancellationToken cancellationToken)
    {
        ImmutableArray<(Endpoint Endpoint, StoredEndpoint Record)> changed =
        [
            .. endpoints
                .Select(endpoint => (Endpoint: endpoint, Record: Outcome(endpoint.Record, failures.GetValueOrDefault(endpoint.Id))))
                .Where(static pair => pair.Record != pair.Endpoint.Record),
        ];
        if (changed.IsEmpty)
        {
            return;
        }

        services.Operations.Observer?.OnStep(new OperationStep($"{operation} endpoints", "record the endpoints' states"));
        await services.Store.CommitAsync(new StateChange { Endpoints = [.. changed.Select(static pair => pair.Record)] }, cancellationToken).ConfigureAwait(false);
        foreach (var (endpoint, record) in changed)
        {
            endpoint.Publish(record);
            if (record.Reason is { } reason)
            {
                ControllerLog.EndpointDegraded(services.Logger, endpoint.Name, endpoint.Id, endpoint.Network.Name, reason);
                services.Events.Add(ControllerEventKind.EndpointDegraded, endpoint: endpoint, sandbox: endpoint.Sandbox, reason: reason);
            }
            else
            {
                ControllerLog.EndpointRecovered(services.Logger, endpoint.Name, endpoint.Id, endpoint.Network.Name);
                services.Events.Add(ControllerEventKind.EndpointRecovered, endpoint: endpoint, sandbox: endpoint.Sandbox);
            }
        }
    }

    private static StoredEndpoint Outcome(StoredEndpoint record, string? failure) => failure is null
        ? record with { State = RecordState.Active, Reason = null }
        : record with { State = RecordState.Degraded, Reason = failure };

    private async ValueTask<string?> TryAsync(Func<ValueTask> step)
    {
        try
        {
            await step().ConfigureAwait(false);
            return null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            services.Diagnostics.CountRefusals(failure);
            return failure.Message;
        }
    }
}

/// <summary>What ensuring the endpoints of a sandbox did.</summary>
/// <param name="Changes">The changes made, as commands.</param>
/// <param name="Degraded">The endpoints that could not be made real.</param>
internal sealed record EndpointOutcome(ImmutableArray<string> Changes, ImmutableArray<DegradedEndpoint> Degraded);

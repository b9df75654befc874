using System.Collections.Immutable;
using NetController.Drivers;
using NetController.Sandboxes;
using NetController.Sandboxes.Interior;
using NetController.State;

namespace NetController;

/// <summary>
/// Takes endpoints out of a sandbox in strict reverse of their attachment; those that came with it are gone afterwards, those created on
/// their own are only reserved again. A detachment that failed halfway is simply run again; a namespace, link or rule that is gone already
/// is no obstacle. The sandbox's gate is held.
/// </summary>
internal sealed class Detachment(ControllerServices services, string operation)
{
    /// <summary>Detaches endpoints of a sandbox that stays.</summary>
    public async ValueTask RunAsync(SandboxWork work, Sandbox sandbox, ImmutableArray<Endpoint> endpoints, CancellationToken cancellationToken)
    {
        await RecordAsync(endpoints, null, cancellationToken).ConfigureAwait(false);
        // From here on the caller's cancellation is ignored: the records say that the endpoints go.
        var teardown = new Teardown(operation, services.Operations);
        await CloseFirewallAsync(endpoints, teardown).ConfigureAwait(false);
        await ChooseGatewaysAsync(work, sandbox, endpoints, teardown).ConfigureAwait(false);
        await DeleteLinksAsync(endpoints, sandbox.NamespacePath, teardown).ConfigureAwait(false);
        teardown.ThrowIfFailed("the endpoint is kept as being removed; disconnect it again, or start the controller again, to finish");
        await ForgetAsync(endpoints, null).ConfigureAwait(false);
        foreach (var endpoint in endpoints)
        {
            sandbox.Remove(endpoint);
            ControllerLog.EndpointDetached(services.Logger, endpoint.Name, endpoint.Id, endpoint.Network.Name, sandbox.Name);
            services.Events.Add(ControllerEventKind.EndpointDisconnected, endpoint: endpoint, sandbox: sandbox);
        }

        if (!InteriorCache.MayKeep(sandbox))
        {
            work.Drop(sandbox);
        }
    }

    /// <summary>Detaches all endpoints of a sandbox and removes the sandbox with its own namespace; what the kernel finishes by itself nobody waits for.</summary>
    public async ValueTask RunAsync(SandboxWork work, Sandbox sandbox, CancellationToken cancellationToken)
    {
        var endpoints = sandbox.Endpoints;
        await RecordAsync(endpoints, sandbox, cancellationToken).ConfigureAwait(false);
        var teardown = new Teardown(operation, services.Operations);
        await CloseFirewallAsync(endpoints, teardown).ConfigureAwait(false);
        await DeleteLinksAsync(endpoints, sandbox.NamespacePath, teardown).ConfigureAwait(false);
        if (sandbox.Record.OwnsNamespace)
        {
            work.Drop(sandbox);
            await teardown.StepAsync($"ip netns delete {sandbox.NamespacePath}", (services.Namespaces, sandbox.NamespacePath), static state =>
            {
                state.Namespaces.Delete(state.NamespacePath);
                return ValueTask.CompletedTask;
            }).ConfigureAwait(false);
        }
        else
        {
            // The routes go with their links; what else is inside is not ours.
            sandbox.Publish(InteriorPlan.Empty);
        }

        teardown.ThrowIfFailed("the sandbox is kept as being removed; remove it again, or start the controller again, to finish");
        await ForgetAsync(endpoints, sandbox).ConfigureAwait(false);
        foreach (var endpoint in endpoints)
        {
            sandbox.Remove(endpoint);
            services.Events.Add(ControllerEventKind.EndpointDisconnected, endpoint: endpoint, sandbox: sandbox);
        }

        work.Drop(sandbox);
        services.Sandboxes.Release(sandbox.Id, sandbox.Name);
        services.NamespaceClaims.Release(sandbox.Id);
        ControllerLog.SandboxDeleted(services.Logger, sandbox.Name, sandbox.Id);
        services.Events.Add(ControllerEventKind.SandboxDeleted, sandbox: sandbox);
    }

    /// <summary>Removes an endpoint whose sandbox nobody knows any more.</summary>
    public async ValueTask RunAsync(Endpoint orphan)
    {
        await RecordAsync([orphan], null, CancellationToken.None).ConfigureAwait(false);
        var teardown = new Teardown(operation, services.Operations);
        await CloseFirewallAsync([orphan], teardown).ConfigureAwait(false);
        await DeleteLinksAsync([orphan], services.NamespacePathOf(orphan.Record.Sandbox), teardown).ConfigureAwait(false);
        teardown.ThrowIfFailed("start the controller again to finish");
        await ForgetAsync([orphan], null).ConfigureAwait(false);
        services.Events.Add(ControllerEventKind.EndpointDisconnected, endpoint: orphan, reason: "its sandbox is unknown");
    }

    private async ValueTask RecordAsync(ImmutableArray<Endpoint> endpoints, Sandbox? sandbox, CancellationToken cancellationToken)
    {
        ImmutableArray<Endpoint> going = [.. endpoints.Where(static endpoint => endpoint.Record.State != RecordState.Deleting)];
        var box = sandbox is { Record.State: not RecordState.Deleting } ? sandbox.Record with { State = RecordState.Deleting } : null;
        if (going.IsEmpty && box is null)
        {
            return;
        }

        Step($"record {Names(going, sandbox)} as {RecordState.Deleting}");
        ImmutableArray<StoredEndpoint> deleting = [.. going.Select(static endpoint => endpoint.Record with { State = RecordState.Deleting, Reason = null })];
        await services.Store.CommitAsync(
            new StateChange { Endpoints = deleting, Sandboxes = box is null ? [] : [box] }, cancellationToken).ConfigureAwait(false);
        for (var index = 0; index < going.Length; index++)
        {
            going[index].Publish(deleting[index]);
        }

        if (box is not null)
        {
            sandbox!.Publish(box);
        }
    }

    /// <summary>Takes away the rules of endpoints in one transaction; those that have none are done.</summary>
    public ValueTask CloseFirewallAsync(ImmutableArray<Endpoint> endpoints, Teardown teardown)
    {
        // One that cannot be opened may have had rules when it could.
        ImmutableArray<Endpoint> open = [.. endpoints.Where(static endpoint => endpoint.MayHaveRules && endpoint.Handle is not { Policy: null })];
        return open.IsEmpty
            ? ValueTask.CompletedTask
            : teardown.StepAsync(
                $"remove firewall policy of endpoint {string.Join(", ", open.Select(static endpoint => endpoint.Id.Short))}",
                (services.Policies, open),
                static async state =>
                {
                    await state.Policies.RemoveAsync([.. state.open.Select(static endpoint => endpoint.Id)]).ConfigureAwait(false);
                    foreach (var endpoint in state.open)
                    {
                        endpoint.MayHaveRules = false;
                    }
                });
    }

    /// <summary>The other endpoints' gateways take over before the links go, so that no packet is without a way.</summary>
    private static ValueTask ChooseGatewaysAsync(SandboxWork work, Sandbox sandbox, ImmutableArray<Endpoint> going, Teardown teardown)
    {
        var plan = InteriorPlanner.Plan(sandbox.Endpoints.Where(endpoint => !going.Contains(endpoint) && endpoint.Record.State != RecordState.Deleting));
        var names = going.Select(static endpoint => endpoint.Handle?.Interface?.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
        ImmutableArray<InteriorChange> changes = [.. InteriorDiff.Compute(plan, InteriorView.Of(sandbox.Plan)).Where(change => !names.Contains(change.Link))];
        if (changes.IsEmpty)
        {
            sandbox.Publish(plan);
            return ValueTask.CompletedTask;
        }

        return teardown.StepAsync($"{string.Join("; ", changes)}", (work, sandbox, plan, changes), static state =>
        {
            if (state.work.FindInterior(state.sandbox) is { } interior)
            {
                foreach (var change in state.changes)
                {
                    interior.Apply(change);
                }
            }

            state.sandbox.Publish(state.plan);
            return ValueTask.CompletedTask;
        });
    }

    private async ValueTask DeleteLinksAsync(ImmutableArray<Endpoint> endpoints, string namespacePath, Teardown teardown)
    {
        foreach (var endpoint in endpoints.Reverse())
        {
            if (endpoint.Handle is null)
            {
                await teardown.StepAsync($"open endpoint {endpoint.Id.Short}", (services, endpoint, namespacePath), static state =>
                {
                    state.services.OpenHandle(state.endpoint, state.namespacePath);
                    return ValueTask.CompletedTask;
                }).ConfigureAwait(false);
            }
        }

        foreach (var driven in endpoints.Reverse().Where(static endpoint => endpoint.Handle is not null).GroupBy(static endpoint => endpoint.Network.Record.Driver))
        {
            await DeleteLinksAsync(driven.Key, [.. driven], teardown).ConfigureAwait(false);
        }
    }

    /// <summary>Links of one driver go together where it can do that.</summary>
    private async ValueTask DeleteLinksAsync(string driver, ImmutableArray<Endpoint> endpoints, Teardown teardown)
    {
        ImmutableArray<IDriverEndpoint> handles = [.. endpoints.Select(static endpoint => endpoint.Handle!)];
        if (handles.Length > 1 && services.Drivers.Get(driver) is IEndpointGroupRemover group)
        {
            await group.DeleteEndpointsAsync(handles, teardown).ConfigureAwait(false);
        }
        else
        {
            foreach (var handle in handles)
            {
                await handle.DeleteAsync(teardown).ConfigureAwait(false);
            }
        }

        foreach (var endpoint in endpoints)
        {
            services.Traces.ForgetBeside(endpoint);
        }
    }

    private async ValueTask ForgetAsync(ImmutableArray<Endpoint> endpoints, Sandbox? sandbox)
    {
        ImmutableArray<Endpoint> kept = [.. endpoints.Where(static endpoint => endpoint.Record.IsReserved)];
        ImmutableArray<Endpoint> gone = [.. endpoints.Where(static endpoint => !endpoint.Record.IsReserved)];
        ImmutableArray<StoredEndpoint> reserved = [.. kept.Select(static endpoint => endpoint.Record with { State = RecordState.Active, Sandbox = null, InterfaceName = null })];
        if (endpoints.IsEmpty && sandbox is null)
        {
            return;
        }

        Step($"remove record of {Names(endpoints, sandbox)}");
        await services.Store.CommitAsync(
            new StateChange
            {
                Endpoints = reserved,
                DeletedEndpoints = [.. gone.Select(static endpoint => endpoint.Id)],
                DeletedSandboxes = sandbox is null ? [] : [sandbox.Id],
            },
            CancellationToken.None).ConfigureAwait(false);
        for (var index = 0; index < kept.Length; index++)
        {
            // Closed while nobody may join it: from then on the handle may be that of another attachment.
            kept[index].Close();
            kept[index].Publish(reserved[index]);
        }

        foreach (var endpoint in gone)
        {
            services.Ports.Release(endpoint.Id);
            await services.Leases.ReleaseAsync(endpoint.Record).ConfigureAwait(false);
            services.Endpoints.Release(endpoint.Id, (endpoint.Network.Id, endpoint.Name));
            endpoint.Close();
        }
    }

    private static string Names(ImmutableArray<Endpoint> endpoints, Sandbox? sandbox) => string.Join(
        ", ",
        endpoints.Select(static endpoint => $"endpoint {endpoint.Id.Short}").Concat(sandbox is null ? [] : [$"sandbox {sandbox.Id.Short}"]));

    private void Step(string step) => services.Operations.Observer?.OnStep(new OperationStep(operation, step));
}

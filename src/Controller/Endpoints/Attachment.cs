using System.Collections.Immutable;
using NetController.Firewall;
using NetController.Sandboxes;
using NetController.Sandboxes.Interior;
using NetController.State;

namespace NetController;

/// <summary>
/// Makes reserved endpoints real: links by their drivers, the inside of their sandboxes, one firewall transaction for all of them, the
/// record <c>Active</c>, and the announcement. The sandboxes' gates are held.
/// </summary>
internal sealed class Attachment(ControllerServices services, SandboxWork work, UndoLog undo)
{
    public async ValueTask RunAsync(ImmutableArray<(Sandbox Sandbox, ImmutableArray<Endpoint> Endpoints)> groups)
    {
        var plans = new List<InteriorPlan>(groups.Length);
        foreach (var (sandbox, endpoints) in groups)
        {
            plans.Add(await MakeAsync(sandbox, endpoints).ConfigureAwait(false));
        }

        ImmutableArray<Endpoint> all = [.. groups.SelectMany(static group => group.Endpoints)];
        await OpenFirewallAsync(all).ConfigureAwait(false);
        foreach (var endpoint in all)
        {
            services.Traces.Forget(endpoint);
        }

        await ActivateAsync(all).ConfigureAwait(false);
        for (var index = 0; index < groups.Length; index++)
        {
            Publish(groups[index].Sandbox, groups[index].Endpoints, plans[index]);
            foreach (var endpoint in groups[index].Endpoints)
            {
                services.Traces.Announce(groups[index].Sandbox, endpoint);
            }
        }
    }

    /// <summary>The links, and what is on them.</summary>
    private async ValueTask<InteriorPlan> MakeAsync(Sandbox sandbox, ImmutableArray<Endpoint> endpoints)
    {
        RouteConflicts.ThrowIfAny(sandbox, endpoints);
        foreach (var endpoint in endpoints)
        {
            services.OpenHandle(endpoint, sandbox.NamespacePath);
            undo.Push($"close endpoint {endpoint.Id.Short}", endpoint, static endpoint =>
            {
                endpoint.Close();
                return ValueTask.CompletedTask;
            });
        }

        var inside = endpoints.Select(static endpoint => endpoint.Handle!.Interface).OfType<EndpointInterface>().ToImmutableArray();
        // A namespace that is gone is found out before anything is made for it.
        var interior = inside.IsEmpty ? null : work.Interior(sandbox);
        foreach (var endpoint in endpoints)
        {
            await endpoint.Handle!.EnsureAsync(undo).ConfigureAwait(false);
        }

        var plan = InteriorPlanner.Plan(sandbox.Endpoints.Where(IsThere).Concat(endpoints));
        if (interior is not null)
        {
            var view = InteriorView.Of(sandbox.Plan);
            var fresh = new HashSet<string>(StringComparer.Ordinal);
            foreach (var made in inside)
            {
                view = view.WithFresh(made.Name, made.Mtu, hasIPv6: sandbox.Record.OwnsNamespace);
                fresh.Add(made.Name);
            }

            InteriorApplier.Apply(interior, InteriorDiff.Compute(plan, view), fresh, undo);
        }

        return plan;
    }

    private static bool IsThere(Endpoint endpoint) => endpoint.Record.State != RecordState.Deleting;

    private async ValueTask OpenFirewallAsync(ImmutableArray<Endpoint> endpoints)
    {
        ImmutableArray<EndpointPolicy> policies = [.. endpoints.Select(static endpoint => endpoint.Handle?.Policy).OfType<EndpointPolicy>()];
        if (policies.IsEmpty)
        {
            return;
        }

        ImmutableArray<EndpointId> ids = [.. policies.Select(static policy => policy.Endpoint)];
        foreach (var endpoint in endpoints)
        {
            endpoint.MayHaveRules = true;
        }

        undo.Step($"apply firewall policy of endpoint {string.Join(", ", ids.Select(static id => id.Short))}");
        await services.Policies.ApplyEndpointsAsync(policies, [], undo.Cancellation).ConfigureAwait(false);
        undo.Push($"remove firewall policy of endpoint {string.Join(", ", ids.Select(static id => id.Short))}", (services.Policies, ids), static async state =>
            await state.Policies.ApplyEndpointsAsync([], state.ids, CancellationToken.None).ConfigureAwait(false));
    }

    private async ValueTask ActivateAsync(ImmutableArray<Endpoint> endpoints)
    {
        ImmutableArray<StoredEndpoint> before = [.. endpoints.Select(static endpoint => endpoint.Record)];
        ImmutableArray<StoredEndpoint> active = [.. before.Select(static record => record with { State = RecordState.Active })];
        undo.Step($"record endpoint {string.Join(", ", active.Select(static record => record.Id.Short))} as {RecordState.Active}");
        await services.Store.CommitAsync(new StateChange { Endpoints = active }, undo.Cancellation).ConfigureAwait(false);
        for (var index = 0; index < endpoints.Length; index++)
        {
            endpoints[index].Publish(active[index]);
        }
    }

    private void Publish(Sandbox sandbox, ImmutableArray<Endpoint> endpoints, InteriorPlan plan)
    {
        foreach (var endpoint in endpoints)
        {
            sandbox.Add(endpoint);
            services.Endpoints.Publish(endpoint.Id, endpoint);
            services.Ports.Forward(endpoint.Id, endpoint.Ports, endpoint.Addresses);
            ControllerLog.EndpointAttached(services.Logger, endpoint.Name, endpoint.Id, endpoint.Network.Name, sandbox.Name);
        }

        sandbox.Publish(plan);
        // Whoever reads the event finds the sandbox's new gateways too.
        foreach (var endpoint in endpoints)
        {
            services.Events.Add(ControllerEventKind.EndpointConnected, endpoint: endpoint, sandbox: sandbox);
        }
    }
}

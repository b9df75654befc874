using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging;
using NetController.Firewall;

namespace NetController.Drivers.Bridge;

/// <summary>
/// One bridge network. A bridge that was there before the network and carries no tag gets what the network needs and keeps it when the
/// network goes: nothing tells afterwards which of its addresses were already its own.
/// </summary>
internal sealed class BridgeNetwork(BridgePlan plan, HostKernel kernel, LinkRemovals removals, DriverContext context, ILogger logger) : IDriverNetwork
{
    public string? LinkName => plan.Link;

    public NetworkPolicy? Policy => plan.Policy;

    public IPAddress? HostBinding => plan.HostBinding;

    public string? InterfacePrefix => plan.InterfacePrefix;

    private BridgePlan Desired => plan;

    public IDriverEndpoint OpenEndpoint(EndpointPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new BridgeEndpoint(BridgeEndpointPlanner.Plan(plan, Desired), kernel, removals, logger);
    }

    public async ValueTask<ImmutableArray<string>> EnsureAsync(UndoLog undo)
    {
        ArgumentNullException.ThrowIfNull(undo);
        var view = BridgeObserver.Observe(kernel, plan);
        var difference = BridgeDiff.Compute(plan, view);
        if (!difference.Obstacles.IsEmpty)
        {
            throw difference.Obstacles[0].Error;
        }

        var applier = new KernelApplier(kernel, context, undo, view);
        var made = ImmutableArray.CreateBuilder<string>(difference.Changes.Length);
        foreach (var change in difference.Changes)
        {
            var command = await applier.ApplyAsync(change).ConfigureAwait(false);
            BridgeLog.Changed(logger, plan.Name, command);
            made.Add(command);
        }

        return made.ToImmutable();
    }

    public ValueTask<ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var view = BridgeObserver.Observe(kernel, plan);
        return ValueTask.FromResult(BridgeDiff.Compute(plan, view).ToDrift(plan.Network));
    }

    public ValueTask DeleteAsync(Teardown teardown)
    {
        ArgumentNullException.ThrowIfNull(teardown);
        return plan.Custody switch
        {
            BridgeCustody.UserManaged => ValueTask.CompletedTask,
            // The default bridge's link stays: its addresses take part in the next election.
            BridgeCustody.Default => DeleteAsync(teardown, plan.GeneratedLink, IsHalfMade),
            _ => DeleteOwnAsync(teardown),
        };
    }

    private async ValueTask DeleteOwnAsync(Teardown teardown)
    {
        await DeleteAsync(teardown, plan.Link, static (link, plan) => BridgeClaim.Of(plan, link) is (BridgeHold.Own, null)).ConfigureAwait(false);
        if (plan.Link != plan.GeneratedLink)
        {
            await DeleteAsync(teardown, plan.GeneratedLink, IsHalfMade).ConfigureAwait(false);
        }
    }

    /// <summary>A bridge is made under this name before it gets the one asked for together with its tag.</summary>
    private static bool IsHalfMade(LinkView link, BridgePlan plan) => !OwnerTag.TryParse(link.Alias, out var tag) || tag == plan.Tag;

    private ValueTask DeleteAsync(Teardown teardown, string name, Func<LinkView, BridgePlan, bool> isOurs) =>
        teardown.StepAsync($"delete link {name}", (kernel, plan, name, isOurs), static state =>
        {
            if (state.kernel.FindLink(state.name) is { Kind: LinkKinds.Bridge } link && state.isOurs(link, state.plan))
            {
                state.kernel.DeleteLink(link.Index, state.name);
            }

            return ValueTask.CompletedTask;
        });
}

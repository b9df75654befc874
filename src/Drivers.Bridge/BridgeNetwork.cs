using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using NetController.Firewall;

namespace NetController.Drivers.Bridge;

/// <summary>
/// One bridge network. A bridge that was there before the network and carries no tag gets what the network needs and keeps it when the
/// network goes: nothing tells afterwards which of its addresses were already its own.
/// </summary>
internal sealed class BridgeNetwork(BridgePlan plan, HostKernel kernel, DriverContext context, ILogger logger) : IDriverNetwork
{
    public string? LinkName => plan.Link;

    public NetworkPolicy? Policy => plan.Policy;

    public async ValueTask<ImmutableArray<string>> EnsureAsync(UndoLog undo)
    {
        ArgumentNullException.ThrowIfNull(undo);
        var view = BridgeObserver.Observe(kernel, plan);
        var difference = BridgeDiff.Compute(plan, view);
        if (!difference.Obstacles.IsEmpty)
        {
            throw difference.Obstacles[0].Error;
        }

        var applier = new KernelApplier(kernel, context, undo, view.Link?.Index);
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
        return plan.Custody != BridgeCustody.Network
            ? ValueTask.CompletedTask
            : teardown.StepAsync($"delete link {plan.Link}", (kernel, plan), static state =>
            {
                if (state.kernel.FindLink(state.plan.Link) is { } link && link.Alias == state.plan.Tag.ToString())
                {
                    state.kernel.DeleteLink(link.Index, state.plan.Link);
                }

                return ValueTask.CompletedTask;
            });
    }
}

using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using NetController.Firewall;

namespace NetController.Drivers.Bridge;

/// <summary>One endpoint of a bridge network: a veth between the bridge and the sandbox.</summary>
internal sealed class BridgeEndpoint(BridgeEndpointPlan plan, HostKernel kernel, LinkRemovals removals, ILogger logger) : IDriverEndpoint
{
    public string? HostLinkName => plan.Link;

    public EndpointInterface? Interface => plan.Interface;

    public EndpointPolicy? Policy => plan.Policy;

    public async ValueTask<ImmutableArray<string>> EnsureAsync(UndoLog undo)
    {
        ArgumentNullException.ThrowIfNull(undo);
        using var sandbox = SandboxFile.Open(plan.NamespacePath, kernel);
        var view = EndpointObserver.Observe(kernel, plan, sandbox);
        var difference = EndpointDiff.Compute(plan, view);
        if (!difference.Obstacles.IsEmpty)
        {
            throw difference.Obstacles[0].Error;
        }

        var applier = new EndpointApplier(kernel, removals, undo, plan, view, sandbox);
        var made = ImmutableArray.CreateBuilder<string>(difference.Changes.Length);
        foreach (var change in difference.Changes)
        {
            var command = change.Command;
            undo.Step(command);
            await applier.ApplyAsync(change).ConfigureAwait(false);
            BridgeLog.EndpointChanged(logger, plan.Name, plan.NetworkName, command);
            made.Add(command);
        }

        return made.ToImmutable();
    }

    public ValueTask<ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var sandbox = SandboxFile.Open(plan.NamespacePath, kernel);
        var difference = EndpointDiff.Compute(plan, EndpointObserver.Observe(kernel, plan, sandbox));
        return ValueTask.FromResult(difference.ToDrift(plan.Network).Select(drift => drift with { Endpoint = plan.Endpoint }).ToImmutableArray());
    }

    /// <summary>The far end goes with the near one, so that nothing needs to be asked of the sandbox, which may be gone.</summary>
    public ValueTask DeleteAsync(Teardown teardown)
    {
        ArgumentNullException.ThrowIfNull(teardown);
        return DeleteAsync([this], removals, teardown);
    }

    /// <summary>Removes the veths of several endpoints together.</summary>
    public static ValueTask DeleteAsync(ImmutableArray<BridgeEndpoint> endpoints, LinkRemovals removals, Teardown teardown) =>
        teardown.StepAsync($"delete link {string.Join(", ", endpoints.Select(static endpoint => endpoint.HostLinkName))}", (endpoints, removals), static state =>
            state.removals.RemoveAsync([.. state.endpoints.Select(static endpoint => endpoint.Own)]));

    private OwnLink Own => new(plan.Link, plan.Tag);

    public override string ToString() => $"{plan.Link} ({plan.Name} on {plan.NetworkName})";
}

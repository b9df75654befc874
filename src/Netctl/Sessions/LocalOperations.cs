using NetController.Formats;
using NetController.Netctl.State;

namespace NetController.Netctl.Sessions;

/// <summary>Operations by a controller of the command's own.</summary>
/// <param name="controller">The controller; disposed with this.</param>
internal sealed class LocalOperations(NetworkController controller) : IOperations
{
    public ValueTask<StateView> ViewAsync(CancellationToken cancellationToken) => ValueTask.FromResult(StateView.Of(controller));

    public async ValueTask<CreatedJson> CreateNetworkAsync(NetworkCreateRequest request, CancellationToken cancellationToken)
    {
        var network = await controller.CreateNetworkAsync(request.ToSpec(controller.Drivers), cancellationToken).ConfigureAwait(false);
        return new CreatedJson(network.Id.ToString(), network.Name);
    }

    public async ValueTask<PlanJson> PlanNetworkAsync(NetworkCreateRequest request, CancellationToken cancellationToken)
    {
        var plan = await controller.PlanNetworkAsync(request.ToSpec(controller.Drivers), cancellationToken).ConfigureAwait(false);
        var names = new Dictionary<NetworkId, string> { [plan.Network.Id] = plan.Network.Name };
        return new PlanJson(JsonMapping.Network(new NetworkView(plan.Network, plan.LinkName, [])), JsonMapping.Drift(plan.Changes, names));
    }

    public ValueTask DeleteNetworkAsync(string network, CancellationToken cancellationToken) =>
        controller.DeleteNetworkAsync(controller.GetNetwork(network), cancellationToken);

    public ValueTask<PruneOutcome> PruneNetworksAsync(CancellationToken cancellationToken) => Pruning.RunAsync(controller, cancellationToken);

    public async ValueTask<MadeEndpoint> ConnectAsync(string network, string sandbox, EndpointSpec spec, CancellationToken cancellationToken) =>
        Made(await controller.ConnectAsync(controller.GetNetwork(network), controller.GetSandbox(sandbox), spec, cancellationToken).ConfigureAwait(false));

    public ValueTask DisconnectAsync(string network, string sandbox, CancellationToken cancellationToken) =>
        controller.DisconnectAsync(controller.GetNetwork(network), controller.GetSandbox(sandbox), cancellationToken);

    public async ValueTask<MadeEndpoint> CreateEndpointAsync(string network, EndpointSpec spec, CancellationToken cancellationToken) =>
        Made(await controller.CreateEndpointAsync(controller.GetNetwork(network), spec, cancellationToken).ConfigureAwait(false));

    public ValueTask DeleteEndpointAsync(string endpoint, CancellationToken cancellationToken) =>
        controller.DeleteEndpointAsync(controller.GetEndpoint(endpoint), cancellationToken);

    public ValueTask JoinAsync(string endpoint, string sandbox, CancellationToken cancellationToken) =>
        controller.JoinAsync(controller.GetEndpoint(endpoint), controller.GetSandbox(sandbox), cancellationToken);

    public ValueTask LeaveAsync(string endpoint, CancellationToken cancellationToken) =>
        controller.LeaveAsync(controller.GetEndpoint(endpoint), cancellationToken);

    public async ValueTask<CreatedJson> CreateSandboxAsync(SandboxSpec spec, CancellationToken cancellationToken)
    {
        var sandbox = await controller.CreateSandboxAsync(spec, cancellationToken).ConfigureAwait(false);
        return new CreatedJson(sandbox.Id.ToString(), sandbox.Name);
    }

    public ValueTask DeleteSandboxAsync(string sandbox, CancellationToken cancellationToken) =>
        controller.DeleteSandboxAsync(controller.GetSandbox(sandbox), cancellationToken);

    public async ValueTask<CheckJson> CheckAsync(CancellationToken cancellationToken)
    {
        var drift = await controller.CheckAsync(cancellationToken).ConfigureAwait(false);
        var names = controller.Networks.ToDictionary(static network => network.Id, static network => network.Name);
        return new CheckJson(drift.IsEmpty, JsonMapping.Drift(drift, names));
    }

    public async ValueTask<RepairJson> RepairAsync(CancellationToken cancellationToken)
    {
        var report = await controller.RepairAsync(cancellationToken).ConfigureAwait(false);
        return new RepairJson(
            report.Changes, JsonMapping.Degraded(report.Failures), JsonMapping.Degraded(report.FailedEndpoints), JsonMapping.Degraded(report.FailedSandboxes));
    }

    public ValueTask<LeftoverJson[]> FindLeftoversAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(JsonMapping.Leftovers(controller.FindLeftovers()));

    public async ValueTask<LeftoverJson[]> RemoveLeftoversAsync(CancellationToken cancellationToken) =>
        JsonMapping.Leftovers(await controller.RemoveLeftoversAsync().ConfigureAwait(false));

    public ValueTask<RulesJson> RulesAsync(string? network, CancellationToken cancellationToken)
    {
        var rules = controller.RenderRules(network is null ? null : controller.GetNetwork(network));
        return ValueTask.FromResult(new RulesJson(controller.FirewallBackend, rules.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    public ValueTask<PoolsJson> PoolsAsync(CancellationToken cancellationToken) => ValueTask.FromResult(PoolMapping.Pools(controller.IpamStatus));

    public ValueTask DisposeAsync() => controller.DisposeAsync();

    private static MadeEndpoint Made(Endpoint endpoint) =>
        new(SandboxMapping.Endpoint(EndpointView.Of(endpoint)), [.. UnservedPorts.Of(endpoint.Record)]);
}

using NetController.Formats;

namespace NetController.Netctl.Sessions;

/// <summary>What commands do to the networks, by a controller of their own or by a daemon's. Objects are named by name, id or the beginning of an id.</summary>
internal interface IOperations : IAsyncDisposable
{
    ValueTask<StateView> ViewAsync(CancellationToken cancellationToken);

    ValueTask<CreatedJson> CreateNetworkAsync(NetworkCreateRequest request, CancellationToken cancellationToken);

    ValueTask<PlanJson> PlanNetworkAsync(NetworkCreateRequest request, CancellationToken cancellationToken);

    ValueTask DeleteNetworkAsync(string network, CancellationToken cancellationToken);

    ValueTask<PruneOutcome> PruneNetworksAsync(CancellationToken cancellationToken);

    ValueTask<MadeEndpoint> ConnectAsync(string network, string sandbox, EndpointSpec spec, CancellationToken cancellationToken);

    ValueTask DisconnectAsync(string network, string sandbox, CancellationToken cancellationToken);

    ValueTask<MadeEndpoint> CreateEndpointAsync(string network, EndpointSpec spec, CancellationToken cancellationToken);

    ValueTask DeleteEndpointAsync(string endpoint, CancellationToken cancellationToken);

    ValueTask JoinAsync(string endpoint, string sandbox, CancellationToken cancellationToken);

    ValueTask LeaveAsync(string endpoint, CancellationToken cancellationToken);

    ValueTask<CreatedJson> CreateSandboxAsync(SandboxSpec spec, CancellationToken cancellationToken);

    ValueTask DeleteSandboxAsync(string sandbox, CancellationToken cancellationToken);

    ValueTask<CheckJson> CheckAsync(CancellationToken cancellationToken);

    ValueTask<RepairJson> RepairAsync(CancellationToken cancellationToken);

    ValueTask<LeftoverJson[]> FindLeftoversAsync(CancellationToken cancellationToken);

    ValueTask<LeftoverJson[]> RemoveLeftoversAsync(CancellationToken cancellationToken);

    /// <summary>The rules of one network, or of all.</summary>
    ValueTask<RulesJson> RulesAsync(string? network, CancellationToken cancellationToken);

    ValueTask<PoolsJson> PoolsAsync(CancellationToken cancellationToken);
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NetController.Formats;
using NetController.Netctl.Sessions;

namespace NetController.Netctl.Daemon;

/// <summary>Operations by a daemon's controller.</summary>
/// <param name="client">Asks it.</param>
/// <param name="session">Reads its state.</param>
internal sealed class DaemonOperations(DaemonClient client, DaemonSession session) : IOperations
{
    private static DaemonJsonContext Json => DaemonJsonContext.Default;

    public ValueTask<StateView> ViewAsync(CancellationToken cancellationToken) => session.ReadAsync(cancellationToken);

    public ValueTask<CreatedJson> CreateNetworkAsync(NetworkCreateRequest request, CancellationToken cancellationToken) =>
        PostAsync("/netctl/networks", RequestWriting.Network(request), Json.NetworkRequestJson, Json.CreatedJson, cancellationToken);

    public ValueTask<PlanJson> PlanNetworkAsync(NetworkCreateRequest request, CancellationToken cancellationToken) =>
        PostAsync("/netctl/plan/networks", RequestWriting.Network(request), Json.NetworkRequestJson, Json.PlanJson, cancellationToken);

    public ValueTask DeleteNetworkAsync(string network, CancellationToken cancellationToken) =>
        DeleteAsync(DaemonPath.Network(network), cancellationToken);

    public async ValueTask<PruneOutcome> PruneNetworksAsync(CancellationToken cancellationToken)
    {
        var pruned = await client.SendAsync(HttpMethod.Post, "/netctl/networks/prune", null, Json.PrunedJson, cancellationToken).ConfigureAwait(false);
        return new PruneOutcome([.. pruned.Removed], pruned.Failure is { } failure ? DaemonFailure.Of(failure) : null);
    }

    public ValueTask<MadeEndpoint> ConnectAsync(string network, string sandbox, EndpointSpec spec, CancellationToken cancellationToken) =>
        MakeAsync(RequestWriting.Endpoint(network, sandbox, spec), cancellationToken);

    public ValueTask DisconnectAsync(string network, string sandbox, CancellationToken cancellationToken) =>
        DoAsync($"{DaemonPath.Network(network)}/disconnect", new NetworkLeaveJson { Sandbox = sandbox }, Json.NetworkLeaveJson, cancellationToken);

    public ValueTask<MadeEndpoint> CreateEndpointAsync(string network, EndpointSpec spec, CancellationToken cancellationToken) =>
        MakeAsync(RequestWriting.Endpoint(network, null, spec), cancellationToken);

    public ValueTask DeleteEndpointAsync(string endpoint, CancellationToken cancellationToken) =>
        DeleteAsync(DaemonPath.Endpoint(endpoint), cancellationToken);

    public ValueTask JoinAsync(string endpoint, string sandbox, CancellationToken cancellationToken) =>
        DoAsync($"{DaemonPath.Endpoint(endpoint)}/join", new EndpointJoinJson { Sandbox = sandbox }, Json.EndpointJoinJson, cancellationToken);

    public async ValueTask LeaveAsync(string endpoint, CancellationToken cancellationToken) =>
        await client.SendAsync(HttpMethod.Post, $"{DaemonPath.Endpoint(endpoint)}/leave", null, cancellationToken).ConfigureAwait(false);

    public ValueTask<CreatedJson> CreateSandboxAsync(SandboxSpec spec, CancellationToken cancellationToken) =>
        PostAsync("/netctl/sandboxes", RequestWriting.Sandbox(spec), Json.SandboxRequestJson, Json.CreatedJson, cancellationToken);

    public ValueTask DeleteSandboxAsync(string sandbox, CancellationToken cancellationToken) =>
        DeleteAsync(DaemonPath.Sandbox(sandbox), cancellationToken);

    public ValueTask<CheckJson> CheckAsync(CancellationToken cancellationToken) => client.GetAsync("/netctl/check", Json.CheckJson, cancellationToken);

    public ValueTask<RepairJson> RepairAsync(CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Post, "/netctl/repair", null, Json.RepairJson, cancellationToken);

    public ValueTask<LeftoverJson[]> FindLeftoversAsync(CancellationToken cancellationToken) =>
        client.GetAsync("/netctl/leftovers", Json.LeftoverJsonArray, cancellationToken);

    public ValueTask<LeftoverJson[]> RemoveLeftoversAsync(CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Delete, "/netctl/leftovers", null, Json.LeftoverJsonArray, cancellationToken);

    public ValueTask<RulesJson> RulesAsync(string? network, CancellationToken cancellationToken) => client.GetAsync(
        network is null ? "/netctl/rules" : $"/netctl/rules?network={Uri.EscapeDataString(network)}", Json.RulesJson, cancellationToken);

    public ValueTask<PoolsJson> PoolsAsync(CancellationToken cancellationToken) => client.GetAsync("/netctl/pools", Json.PoolsJson, cancellationToken);

    /// <summary>The client is the session's.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The daemon stays, and serves every port.</summary>
    private async ValueTask<MadeEndpoint> MakeAsync(EndpointRequestJson request, CancellationToken cancellationToken) =>
        new(await PostAsync("/netctl/endpoints", request, Json.EndpointRequestJson, Json.EndpointJson, cancellationToken).ConfigureAwait(false), []);

    private ValueTask<TAnswer> PostAsync<TBody, TAnswer>(
        string path, TBody body, JsonTypeInfo<TBody> type, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Post, path, JsonSerializer.SerializeToUtf8Bytes(body, type), answer, cancellationToken);

    private async ValueTask DoAsync<TBody>(string path, TBody body, JsonTypeInfo<TBody> type, CancellationToken cancellationToken) =>
        await client.SendAsync(HttpMethod.Post, path, JsonSerializer.SerializeToUtf8Bytes(body, type), cancellationToken).ConfigureAwait(false);

    private async ValueTask DeleteAsync(string path, CancellationToken cancellationToken) =>
        await client.SendAsync(HttpMethod.Delete, path, null, cancellationToken).ConfigureAwait(false);
}

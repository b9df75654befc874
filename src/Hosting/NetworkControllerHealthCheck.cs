using Microsoft.Extensions.Diagnostics.HealthChecks;
using NetController.State;

namespace NetController.Hosting;

/// <summary>
/// How the controller is: not healthy before it is initialised and after it has stopped; degraded while a network or an endpoint is, or while
/// the last periodic comparison found drift that was not repaired. Touches neither kernel nor disk.
/// </summary>
internal sealed class NetworkControllerHealthCheck(INetworkControllerAccessor accessor, NetworkMaintenance maintenance) : IHealthCheck
{
    private const int MostNames = 5;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(accessor.Current is { } controller
            ? Check(controller)
            : new HealthCheckResult(context.Registration.FailureStatus, "the network controller is not initialised"));

    private HealthCheckResult Check(NetworkController controller)
    {
        string[] networks = [.. controller.Networks.Where(static network => network.Record.State == RecordState.Degraded).Select(static network => network.Name)];
        string[] endpoints = [.. controller.Endpoints.Where(static endpoint => endpoint.Record.State == RecordState.Degraded).Select(static endpoint => $"{endpoint.Network.Name}/{endpoint.Name}")];
        string[] drift = [.. (maintenance.Drift ?? []).Select(static drift => drift.Resource)];
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["networks"] = controller.Networks.Length,
            ["degradedNetworks"] = networks,
            ["degradedEndpoints"] = endpoints,
            ["drift"] = drift,
        };
        string[] problems =
        [
            .. Describe("degraded network", "degraded networks", networks),
            .. Describe("degraded endpoint", "degraded endpoints", endpoints),
            .. Describe("difference from the kernel", "differences from the kernel", drift),
        ];
        return problems.Length == 0
            ? HealthCheckResult.Healthy($"{controller.Networks.Length} networks", data)
            : HealthCheckResult.Degraded(string.Join("; ", problems), data: data);
    }

    private static IEnumerable<string> Describe(string one, string several, string[] names) => names.Length == 0
        ? []
        : [$"{names.Length} {(names.Length == 1 ? one : several)}: {string.Join(", ", names.Take(MostNames))}{(names.Length > MostNames ? ", …" : "")}"];
}

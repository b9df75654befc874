using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NetController.State;

namespace NetController.Hosting;

/// <summary>Looks after a running controller: tries what is degraded again, and compares records with the kernel, as often as the options say.</summary>
internal sealed class NetworkMaintenance(IOptions<NetworkControllerHostOptions> options, IServiceProvider services, ILogger<NetworkMaintenance> logger) : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time = services.GetService(typeof(TimeProvider)) as TimeProvider ?? TimeProvider.System;
    private Task _running = Task.CompletedTask;
    private volatile StrongBox? _drift;

    /// <summary>What the last comparison found and did not repair; null where there was none yet.</summary>
    public ImmutableArray<Drift>? Drift => _drift?.Value;

    public void Start(NetworkController controller)
    {
        var settings = options.Value;
        _running = Task.WhenAll(
            RepeatAsync(settings.RetryInterval, "try degraded networks again", token => RetryAsync(controller, token)),
            RepeatAsync(settings.DriftCheckInterval, "check for drift", token => CheckAsync(controller, settings.RepairDrift, token)));
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    /// <summary>A host that has stopped in order has waited already; one that could not waits no longer for what may be stuck in the kernel.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync().WaitAsync(LongestWait).ConfigureAwait(false);
            _stop.Dispose();
        }
        catch (TimeoutException)
        {
            HostingLog.MaintenanceStuck(logger);
        }
    }

    private async Task RepeatAsync(TimeSpan interval, string what, Func<CancellationToken, ValueTask> work)
    {
        if (interval == TimeSpan.Zero)
        {
            return;
        }

        using var timer = new PeriodicTimer(interval, _time);
        while (await WaitAsync(timer).ConfigureAwait(false))
        {
            try
            {
                await work(_stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The next turn may fare better; a host does not end because the kernel was busy.
                HostingLog.MaintenanceFailed(logger, what, failure);
            }
        }
    }

    private async ValueTask<bool> WaitAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async ValueTask RetryAsync(NetworkController controller, CancellationToken cancellationToken)
    {
        if (!controller.Networks.Any(static network => network.Record.State == RecordState.Degraded)
            && !controller.Endpoints.Any(static endpoint => endpoint.Record.State == RecordState.Degraded))
        {
            return;
        }

        var report = await controller.RetryDegradedAsync(cancellationToken).ConfigureAwait(false);
        HostingLog.Retried(logger, report.Changes.Length, report.Failures.Length, report.FailedEndpoints.Length);
    }

    private async ValueTask CheckAsync(NetworkController controller, bool repair, CancellationToken cancellationToken)
    {
        var drift = await controller.CheckAsync(cancellationToken).ConfigureAwait(false);
        if (!drift.IsEmpty && repair)
        {
            HostingLog.RepairingDrift(logger, drift.Length);
            await controller.RepairAsync(cancellationToken).ConfigureAwait(false);
            drift = await controller.CheckAsync(cancellationToken).ConfigureAwait(false);
        }

        _drift = new StrongBox(drift);
        if (!drift.IsEmpty)
        {
            HostingLog.Drifted(logger, drift.Length, drift[0].Resource, drift[0].Fix);
        }
    }

    private sealed record StrongBox(ImmutableArray<Drift> Value);
}

using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Hosting.Systemd;

namespace NetDaemon.Life;

/// <summary>Tells systemd, where it is there to be told, how the daemon is; sd_notify(3).</summary>
internal sealed class ServiceManager : IAsyncDisposable
{
    private readonly SystemdNotifier _notifier = new();
    private readonly CancellationTokenSource _end = new();
    private Task _watchdog = Task.CompletedTask;

    /// <summary>Tells that the API answers, and from now on regularly that the daemon lives.</summary>
    public void Ready()
    {
        _notifier.Notify(ServiceState.Ready);
        if (WatchdogInterval() is { } interval)
        {
            _watchdog = PingAsync(interval);
        }
    }

    /// <summary>Tells that a reload has begun; <see cref="Reloaded"/> ends it.</summary>
    public void Reloading() => _notifier.Notify(new ServiceState(FormattableString.Invariant(
        $"RELOADING=1\nMONOTONIC_USEC={(long)(Stopwatch.GetTimestamp() * (1_000_000.0 / Stopwatch.Frequency))}")));

    /// <summary>Tells that the reload is done.</summary>
    public void Reloaded() => _notifier.Notify(ServiceState.Ready);

    /// <summary>Tells that the daemon stops.</summary>
    public void Stopping() => _notifier.Notify(ServiceState.Stopping);

    /// <summary>Ends the pings.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watchdog;
        _end.Dispose();
    }

    /// <summary>Half of what systemd waits, as sd_watchdog_enabled(3) recommends; null where it does not wait for this process.</summary>
    private TimeSpan? WatchdogInterval() =>
        _notifier.IsEnabled
        && long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
        && microseconds > 1
        && (Environment.GetEnvironmentVariable("WATCHDOG_PID") is not { Length: > 0 } process || process == Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
            ? TimeSpan.FromMicroseconds(microseconds / 2.0)
            : null;

    /// <summary>A process whose thread pool does no work any more does not ping either, and is started anew.</summary>
    private async Task PingAsync(TimeSpan interval)
    {
        using var timer = new PeriodicTimer(interval);
        try
        {
            do
            {
                _notifier.Notify(new ServiceState("WATCHDOG=1"));
            }
            while (await timer.WaitForNextTickAsync(_end.Token));
        }
        catch (OperationCanceledException)
        {
            // The daemon stops: systemd has its own time limit for that.
        }
    }
}

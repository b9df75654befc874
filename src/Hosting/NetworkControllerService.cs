using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NetController.Hosting;

/// <summary>
/// Ties the controller's life to the host's: it is initialised before any service starts, and closed after all of them have stopped, so that
/// every other hosted service can work with it from its start to its stop.
/// </summary>
internal sealed class NetworkControllerService(
    ControllerStarter starter, NetworkControllerAccessor accessor, NetworkMaintenance maintenance, ILogger<NetworkControllerService> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            accessor.Set(await starter.StartAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception failure)
        {
            accessor.Fail(failure);
            throw;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        maintenance.Start(accessor.Controller);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => maintenance.StopAsync().WaitAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        var closing = accessor.StopAsync().AsTask();
        try
        {
            await closing.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Every record is on the disk already: the next start has what it needs.
            HostingLog.NotClosedInTime(logger);
            throw;
        }
    }
}

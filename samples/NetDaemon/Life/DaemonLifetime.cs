using Microsoft.Extensions.Hosting;

namespace NetDaemon.Life;

/// <summary>Leaves starting and stopping to the daemon, which handles the signals itself.</summary>
internal sealed class DaemonLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Microsoft.Extensions.Logging;

namespace NetController.Hosting;

/// <summary>What the hosting logs; event ids 1200–1299.</summary>
internal static partial class HostingLog
{
    [LoggerMessage(1200, LogLevel.Error, "Could not {What}; it is tried again at the next turn")]
    public static partial void MaintenanceFailed(ILogger logger, string what, Exception failure);

    [LoggerMessage(1201, LogLevel.Information, "Tried degraded networks again: {Changes} change(s) made, {Networks} network(s) and {Endpoints} endpoint(s) still degraded")]
    public static partial void Retried(ILogger logger, int changes, int networks, int endpoints);

    [LoggerMessage(1202, LogLevel.Warning, "{Count} difference(s) between records and kernel, the first of them {Resource}; `{Fix}` would cure it")]
    public static partial void Drifted(ILogger logger, int count, string resource, string fix);

    [LoggerMessage(1203, LogLevel.Information, "Repairing {Count} difference(s) between records and kernel")]
    public static partial void RepairingDrift(ILogger logger, int count);

    [LoggerMessage(1204, LogLevel.Error, "The network controller could not be closed within the host's shutdown timeout")]
    public static partial void NotClosedInTime(ILogger logger);

    [LoggerMessage(1205, LogLevel.Error, "The upkeep of the networks did not end; it is left behind")]
    public static partial void MaintenanceStuck(ILogger logger);
}

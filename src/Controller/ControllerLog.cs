using Microsoft.Extensions.Logging;

namespace NetController;

/// <summary>What the controller logs; event ids 1000–1099.</summary>
internal static partial class ControllerLog
{
    [LoggerMessage(1000, LogLevel.Information, "Controller {Instance} initialised in {Elapsed}: {Restored} network(s) restored, {Degraded} degraded")]
    public static partial void Initialized(ILogger logger, InstanceId instance, TimeSpan elapsed, int restored, int degraded);

    [LoggerMessage(1001, LogLevel.Information, "Created network '{Name}' ({Network}) on driver {Driver}")]
    public static partial void NetworkCreated(ILogger logger, string name, NetworkId network, string driver);

    [LoggerMessage(1002, LogLevel.Information, "Deleted network '{Name}' ({Network})")]
    public static partial void NetworkDeleted(ILogger logger, string name, NetworkId network);

    [LoggerMessage(1003, LogLevel.Error, "Network '{Name}' ({Network}) is degraded: {Reason}")]
    public static partial void NetworkDegraded(ILogger logger, string name, NetworkId network, string reason);

    [LoggerMessage(1004, LogLevel.Information, "Network '{Name}' ({Network}) works again")]
    public static partial void NetworkRecovered(ILogger logger, string name, NetworkId network);

    [LoggerMessage(1005, LogLevel.Warning, "Removed network '{Name}' ({Network}), which was left half made or half deleted")]
    public static partial void UnfinishedRemoved(ILogger logger, string name, NetworkId network);

    [LoggerMessage(1006, LogLevel.Information, "Changed host setting {Path} from {OldValue} to {NewValue}: {Reason}")]
    public static partial void HostSettingChanged(ILogger logger, string path, string oldValue, string newValue, string reason);

    [LoggerMessage(1007, LogLevel.Warning, "{Warning}")]
    public static partial void Warning(ILogger logger, string warning);

    [LoggerMessage(1008, LogLevel.Information, "Sandboxes are active: the default networks are left as they are")]
    public static partial void DefaultNetworksKept(ILogger logger);

    [LoggerMessage(1009, LogLevel.Debug, "Step {Step} took {Elapsed}")]
    public static partial void StepTook(ILogger logger, string step, TimeSpan elapsed);
}

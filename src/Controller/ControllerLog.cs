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

    [LoggerMessage(1010, LogLevel.Information, "Created sandbox '{Name}' ({Sandbox})")]
    public static partial void SandboxCreated(ILogger logger, string name, SandboxId sandbox);

    [LoggerMessage(1011, LogLevel.Information, "Deleted sandbox '{Name}' ({Sandbox})")]
    public static partial void SandboxDeleted(ILogger logger, string name, SandboxId sandbox);

    [LoggerMessage(1012, LogLevel.Information, "Created endpoint '{Name}' ({Endpoint}) on network '{Network}'")]
    public static partial void EndpointCreated(ILogger logger, string name, EndpointId endpoint, string network);

    [LoggerMessage(1013, LogLevel.Information, "Deleted endpoint '{Name}' ({Endpoint}) of network '{Network}'")]
    public static partial void EndpointDeleted(ILogger logger, string name, EndpointId endpoint, string network);

    [LoggerMessage(1014, LogLevel.Information, "Endpoint '{Name}' ({Endpoint}) connects sandbox '{Sandbox}' to network '{Network}'")]
    public static partial void EndpointAttached(ILogger logger, string name, EndpointId endpoint, string network, string sandbox);

    [LoggerMessage(1015, LogLevel.Information, "Endpoint '{Name}' ({Endpoint}) left sandbox '{Sandbox}' and network '{Network}'")]
    public static partial void EndpointDetached(ILogger logger, string name, EndpointId endpoint, string network, string sandbox);

    [LoggerMessage(1016, LogLevel.Error, "Endpoint '{Name}' ({Endpoint}) on network '{Network}' is degraded: {Reason}")]
    public static partial void EndpointDegraded(ILogger logger, string name, EndpointId endpoint, string network, string reason);

    [LoggerMessage(1017, LogLevel.Information, "Endpoint '{Name}' ({Endpoint}) on network '{Network}' works again")]
    public static partial void EndpointRecovered(ILogger logger, string name, EndpointId endpoint, string network);

    [LoggerMessage(1018, LogLevel.Warning, "Network '{Network}' leads nowhere outside: {Count} port mapping(s) are ignored")]
    public static partial void PortsIgnored(ILogger logger, string network, int count);

    [LoggerMessage(1019, LogLevel.Warning, "Could not {Act}: {Reason}")]
    public static partial void ActFailed(ILogger logger, string act, string reason);

    [LoggerMessage(1020, LogLevel.Debug, "Forwarding to {Target}: {Reason}")]
    public static partial void ForwardingFailed(ILogger logger, System.Net.IPEndPoint target, string reason);

    [LoggerMessage(1021, LogLevel.Warning, "'{Active}' is among the active sandboxes, yet no stored sandbox has that name or id")]
    public static partial void ActiveSandboxUnknown(ILogger logger, string active);
}

using Microsoft.Extensions.Logging;

namespace NetController.Drivers.Bridge;

/// <summary>The bridge driver's log: event ids 600–699.</summary>
internal static partial class BridgeLog
{
    [LoggerMessage(600, LogLevel.Debug, "Network '{Network}': {Command}")]
    public static partial void Changed(ILogger logger, string network, string command);

    [LoggerMessage(601, LogLevel.Debug, "Endpoint '{Endpoint}' on network '{Network}': {Command}")]
    public static partial void EndpointChanged(ILogger logger, string endpoint, string network, string command);
}

using Microsoft.Extensions.Logging;

namespace NetController.AspNetCore;

/// <summary>What the API logs; event ids 1800–1899.</summary>
internal static partial class ApiLog
{
    /// <summary>The category of all of it.</summary>
    public const string Category = "NetController.AspNetCore";

    [LoggerMessage(1800, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void Failed(ILogger logger, string method, string path, Exception failure);

    [LoggerMessage(1801, LogLevel.Debug, "{Method} {Path} was refused with {Status}: {Message}")]
    public static partial void Refused(ILogger logger, string method, string path, int status, string message);

    [LoggerMessage(1802, LogLevel.Warning, "Not all networks went that a prune chose: {Reason}")]
    public static partial void NotPruned(ILogger logger, string reason);
}

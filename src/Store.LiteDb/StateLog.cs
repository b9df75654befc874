using Microsoft.Extensions.Logging;

namespace NetController.Store.LiteDb;

/// <summary>What the store logs; event ids 700–799 are its own and never reused.</summary>
internal static partial class StateLog
{
    [LoggerMessage(700, LogLevel.Information, "Opened state in {Directory}: generation {Generation}, {Networks} network(s), in {Milliseconds} ms.")]
    public static partial void Opened(ILogger logger, string directory, long generation, int networks, double milliseconds);

    [LoggerMessage(701, LogLevel.Warning, "State in {Directory}: {Finding}")]
    public static partial void Found(ILogger logger, string directory, string finding);

    [LoggerMessage(702, LogLevel.Error, "State in {Directory} could not be written; the change is not in force.")]
    public static partial void WriteFailed(ILogger logger, Exception error, string directory);

    [LoggerMessage(703, LogLevel.Error, "State in {Directory} could not be put back after a failed write; it is tried again before the next change.")]
    public static partial void RestoreFailed(ILogger logger, Exception error, string directory);

    [LoggerMessage(704, LogLevel.Warning, "The snapshot in {Directory} could not be written anew; it goes on growing.")]
    public static partial void RewriteFailed(ILogger logger, Exception error, string directory);
}

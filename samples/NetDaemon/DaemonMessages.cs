using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace NetDaemon;

/// <summary>What the daemon itself logs.</summary>
internal static partial class DaemonMessages
{
    [LoggerMessage(1, LogLevel.Information, "Starting as process {Pid}")]
    public static partial void Starting(ILogger logger, int pid);

    [LoggerMessage(2, LogLevel.Warning, "The pid file {Path} was left by process {Pid}, which did not end in order")]
    public static partial void StalePidFile(ILogger logger, string path, string pid);

    [LoggerMessage(3, LogLevel.Information, "API listens on {Address}")]
    public static partial void Listening(ILogger logger, string address);

    [LoggerMessage(4, LogLevel.Information, "{Count} sandbox(es) are alive: the default networks were left as they are")]
    public static partial void SandboxesAlive(ILogger logger, int count);

    [LoggerMessage(5, LogLevel.Information, "Daemon has completed initialization in {Milliseconds} ms")]
    public static partial void Ready(ILogger logger, long milliseconds);

    [LoggerMessage(6, LogLevel.Information, "{Signal}: stopping in order; once more ends at once")]
    public static partial void Stopping(ILogger logger, PosixSignal signal);

    [LoggerMessage(7, LogLevel.Warning, "{Signal} again: ending at once")]
    public static partial void Forced(ILogger logger, PosixSignal signal);

    [LoggerMessage(8, LogLevel.Warning, "{Count} connection(s) had not ended and were cut")]
    public static partial void ConnectionsCut(ILogger logger, int count);

    [LoggerMessage(9, LogLevel.Error, "Not everything was closed within {Seconds} s; the next start takes it from there")]
    public static partial void NotStoppedInTime(ILogger logger, double seconds);

    [LoggerMessage(10, LogLevel.Information, "Stopped")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(11, LogLevel.Information, "Reload: {Key} is now {Value}")]
    public static partial void Reloaded(ILogger logger, string key, string value);

    [LoggerMessage(12, LogLevel.Warning, "Reload: {Key} would be {Value}; that needs a restart")]
    public static partial void NeedsRestart(ILogger logger, string key, string value);

    [LoggerMessage(13, LogLevel.Error, "Reload: nothing was changed, because the options are wrong: {Problems}")]
    public static partial void ReloadRefused(ILogger logger, string problems);

    [LoggerMessage(14, LogLevel.Information, "Reload: done")]
    public static partial void ReloadDone(ILogger logger);

    [LoggerMessage(16, LogLevel.Error, "The stop failed, and the next start takes it from there: {Problem}")]
    public static partial void StopFailed(ILogger logger, string problem);

    [LoggerMessage(15, LogLevel.Debug, "What failed:")]
    public static partial void Failure(ILogger logger, Exception failure);
}

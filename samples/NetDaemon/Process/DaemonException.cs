namespace NetDaemon.Process;

/// <summary>Why the daemon cannot start here, with what to do about it.</summary>
/// <param name="exitCode">What the process ends with.</param>
/// <param name="message">A sentence part.</param>
internal sealed class DaemonException(int exitCode, string message) : Exception(message)
{
    /// <summary>What the process ends with.</summary>
    public int ExitCode { get; } = exitCode;
}

namespace NetController.Firewall.Backends;

/// <summary>A program of iptables ended with an error: the innermost cause of the error that callers see.</summary>
/// <param name="message">The rule it blamed, where it blamed one, and its words.</param>
/// <param name="exitCode">Its exit code.</param>
internal sealed class IptablesRefusalException(string message, int exitCode) : Exception(message)
{
    /// <summary>The program's exit code.</summary>
    public int ExitCode { get; } = exitCode;
}

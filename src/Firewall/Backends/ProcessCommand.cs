using System.Collections.Immutable;

namespace NetController.Firewall.Backends;

/// <summary>A program to run.</summary>
/// <param name="Program">Its path.</param>
/// <param name="Arguments">Its arguments, not parsed by any shell.</param>
/// <param name="Input">What it reads from standard input.</param>
internal sealed record ProcessCommand(string Program, ImmutableArray<string> Arguments, string Input = "");

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code; 128 + the signal's number where a signal ended it.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record ProcessResult(int ExitCode, string Output, string Error);

/// <summary>Runs programs; the tests' seam.</summary>
internal interface IProcessLauncher
{
    /// <summary>Runs a program to its end. Cancelling kills it.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; the program is dead.</exception>
    ValueTask<ProcessResult> RunAsync(ProcessCommand command, CancellationToken cancellationToken);
}

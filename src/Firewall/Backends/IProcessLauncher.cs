namespace NetController.Firewall.Backends;

/// <summary>Runs programs; the tests' seam.</summary>
internal interface IProcessLauncher
{
    /// <summary>Runs a program to its end. Cancelling kills it.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; the program is dead.</exception>
    ValueTask<ProcessResult> RunAsync(ProcessCommand command, CancellationToken cancellationToken);
}

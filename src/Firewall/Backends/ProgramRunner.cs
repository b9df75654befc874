using System.Collections.Immutable;

namespace NetController.Firewall.Backends;

/// <summary>Runs programs in the namespace of the host network that the firewall serves.</summary>
/// <param name="launcher">Starts them.</param>
/// <param name="nsenter">The path of <c>nsenter</c>; null where it is not installed.</param>
/// <param name="namespacePath">The namespace file; null for the process's own.</param>
internal sealed class ProgramRunner(IProcessLauncher launcher, string? nsenter, string? namespacePath)
{
    /// <summary>How long iptables-restore waits for a program that holds the firewall's lock, in seconds.</summary>
    public const int LockSeconds = 20;

    /// <summary>Runs a program to its end; see <see cref="IProcessLauncher.RunAsync"/>.</summary>
    /// <exception cref="ResourceUnavailableException">A namespace is to be entered and <c>nsenter</c> is missing.</exception>
    public ValueTask<ProcessResult> RunAsync(string program, ImmutableArray<string> arguments, string input, CancellationToken cancellationToken)
    {
        if (namespacePath is null)
        {
            return launcher.RunAsync(new ProcessCommand(program, arguments, input), cancellationToken);
        }

        // The child changes its namespace itself: a thread of ours that did would take the runtime's own threads with it.
        var enter = nsenter ?? throw new ResourceUnavailableException(
            $"the program nsenter is not installed, and the host network is the namespace {namespacePath}", "install it ('apt-get install util-linux')");
        return launcher.RunAsync(new ProcessCommand(enter, [$"--net={namespacePath}", "--", program, .. arguments], input), cancellationToken);
    }
}

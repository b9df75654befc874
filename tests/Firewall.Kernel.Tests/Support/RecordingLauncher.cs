using NetController.Firewall.Backends;

namespace NetController.Firewall.Kernel.Tests.Support;

/// <summary>Runs programs for good, and notes which; a test may answer in a program's place or change what it reads.</summary>
internal sealed class RecordingLauncher : IProcessLauncher
{
    private readonly ProcessLauncher _real = new();
    private readonly List<string> _started = [];

    /// <summary>The programs started so far, without folder and variant: <c>iptables-restore</c>.</summary>
    public IReadOnlyList<string> Started => _started;

    /// <summary>Changes a command before it runs.</summary>
    public Func<ProcessCommand, ProcessCommand> Change { get; set; } = static command => command;

    /// <summary>Answers instead of the program; null to run it.</summary>
    public Func<string, ProcessResult?> Answer { get; set; } = static _ => null;

    public void Clear() => _started.Clear();

    public async ValueTask<ProcessResult> RunAsync(ProcessCommand command, CancellationToken cancellationToken)
    {
        var program = Path.GetFileName(command.Arguments.First(static argument => argument.Contains("tables-", StringComparison.Ordinal)));
        var name = program.Replace("-nft-", "-", StringComparison.Ordinal).Replace("-legacy-", "-", StringComparison.Ordinal);
        lock (_started)
        {
            _started.Add(name);
        }

        return Answer(name) ?? await _real.RunAsync(Change(command), cancellationToken);
    }
}

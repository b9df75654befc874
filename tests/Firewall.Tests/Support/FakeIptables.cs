using NetController.Firewall.Backends;
using NetController.Firewall.Iptables;

namespace NetController.Firewall.Tests.Support;

/// <summary>A kernel and the four programs, at the boundary where real ones are processes. Programs are named <c>save4</c>, <c>restore4</c>, <c>save6</c> and <c>restore6</c>.</summary>
internal sealed class FakeIptables : IProcessLauncher
{
    public static IptablesPrograms Programs { get; } = new(new FamilyPrograms("restore4", "save4"), new FamilyPrograms("restore6", "save6"));

    public Dictionary<char, ObservedRuleset> Kernel { get; } = new() { ['4'] = ObservedRuleset.Empty, ['6'] = ObservedRuleset.Empty };

    public List<ProcessCommand> Started { get; } = [];

    public IEnumerable<string> StartedPrograms => Started.Select(static command => command.Program);

    /// <summary>Answers in a program's place; null to let it do its work.</summary>
    public Func<ProcessCommand, ProcessResult?> Answer { get; set; } = static _ => null;

    public ValueTask<ProcessResult> RunAsync(ProcessCommand command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (Started)
        {
            Started.Add(command);
        }

        return ValueTask.FromResult(Answer(command) ?? Work(command));
    }

    private ProcessResult Work(ProcessCommand command)
    {
        var family = command.Program[^1];
        if (command.Program.StartsWith("save", StringComparison.Ordinal))
        {
            return new ProcessResult(0, SaveText.Of(Kernel[family]), "");
        }

        (Kernel[family], var failed) = RestoreInterpreter.Run(Kernel[family], command.Input);
        return failed is { } line ? new ProcessResult(1, "", $"iptables-restore: line {line} failed\n") : new ProcessResult(0, "", "");
    }
}

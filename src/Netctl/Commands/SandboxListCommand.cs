using System.Collections.Immutable;
using System.CommandLine;
using NetController.Formats;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>sandbox ls</c>: lists sandboxes without opening the state.</summary>
internal static class SandboxListCommand
{
    public static Command Create(NetctlConsole console)
    {
        var noTruncation = new Option<bool>("--no-trunc") { Description = "Print whole ids." };
        var command = new Command("ls", "List sandboxes and the networks they are connected to.") { noTruncation };
        command.Aliases.Add("list");
        return command.Runs(console, async (context, cancellationToken) =>
        {
            var state = await context.Session.ReadAsync(cancellationToken).ConfigureAwait(false);
            Print(context, state.Sandboxes, context.Parsed.GetValue(noTruncation));
            return ExitCodes.Ok;
        });
    }

    public static void Print(CommandContext context, ImmutableArray<SandboxView> sandboxes, bool wholeIds) => context.Print(
        SandboxMapping.Sandboxes(sandboxes),
        static json => json.SandboxJsonArray,
        () => SandboxTable.Write(context.Console, sandboxes, wholeIds),
        sandboxes.Select(sandbox => SandboxTable.Id(sandbox, wholeIds)));
}

using System.CommandLine;
using NetController.Formats;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>host-changes</c>: the settings of the host that were changed, with their old values.</summary>
internal static class HostChangesCommand
{
    private static readonly string[] Headings = ["SETTING", "OLD", "NEW", "WHEN", "REASON"];

    public static Command Create(NetctlConsole console) =>
        new Command("host-changes", "List the settings of the host that were changed, with their old values.")
            .Runs(console, async (context, cancellationToken) =>
            {
                var state = await context.Session.ReadAsync(cancellationToken).ConfigureAwait(false);
                context.Print(JsonMapping.HostChanges(state.HostChanges), static json => json.HostChangeJsonArray, () =>
                    TableWriter.Write(console, Headings, state.HostChanges.Select(static change => new[]
                    {
                        change.Path, change.OldValue, change.NewValue, JsonMapping.Time(change.Changed), change.Reason,
                    })));
                return ExitCodes.Ok;
            });
}

using System.CommandLine;
using NetController.Formats;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>gc</c>: removes kernel objects that carry our tag and belong to no network.</summary>
internal static class GcCommand
{
    public static Command Create(NetctlConsole console)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only list them." };
        return new Command("gc", "Remove kernel objects of ours that belong to no network.") { dryRun }
            .RunsOpen(console, async (context, operations, cancellationToken) =>
            {
                var isDryRun = context.Parsed.GetValue(dryRun);
                var leftovers = isDryRun
                    ? await operations.FindLeftoversAsync(cancellationToken).ConfigureAwait(false)
                    : await operations.RemoveLeftoversAsync(cancellationToken).ConfigureAwait(false);
                Print(context, leftovers, isDryRun);
                return ExitCodes.Ok;
            });
    }

    private static void Print(CommandContext context, LeftoverJson[] leftovers, bool isDryRun)
    {
        context.Print(leftovers, static json => json.LeftoverJsonArray, () =>
        {
            foreach (var leftover in leftovers)
            {
                context.Console.Output.WriteLine(isDryRun ? $"{leftover.Resource}: {leftover.Fix}" : leftover.Resource);
            }
        });
    }
}

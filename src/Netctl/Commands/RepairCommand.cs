using System.CommandLine;
using NetController.Formats;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>repair</c>: cures what <c>check</c> reports and nothing else.</summary>
internal static class RepairCommand
{
    public static Command Create(NetctlConsole console) =>
        new Command("repair", "Cure what `check` reports, and print what was changed.")
            .RunsOpen(console, async (context, operations, cancellationToken) =>
            {
                var report = await operations.RepairAsync(cancellationToken).ConfigureAwait(false);
                Print(context, report);
                return report.Failures.Count == 0 && report.FailedEndpoints.Count == 0 && report.FailedSandboxes.Count == 0 ? ExitCodes.Ok : ExitCodes.Failed;
            });

    private static void Print(CommandContext context, RepairJson report)
    {
        if (context.Global.Json)
        {
            context.WriteJson(report, static json => json.RepairJson);
        }
        else if (!context.Global.Quiet)
        {
            foreach (var change in report.Changes.DefaultIfEmpty("Nothing had to be repaired."))
            {
                context.Console.Output.WriteLine(change);
            }
        }

        foreach (var failure in report.Failures)
        {
            context.Console.Diagnose(Severity.Error, $"network '{failure.Name}' could not be repaired: {failure.Reason}");
        }

        foreach (var failure in report.FailedEndpoints)
        {
            context.Console.Diagnose(
                Severity.Error, $"endpoint '{failure.Name}' ({failure.Id[..ObjectId.ShortLength]}) on network '{failure.Network}' could not be repaired: {failure.Reason}");
        }

        foreach (var failure in report.FailedSandboxes)
        {
            context.Console.Diagnose(Severity.Error, $"sandbox '{failure.Name}' could not be repaired: {failure.Reason}");
        }
    }
}

using System.CommandLine;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>check</c>: compares the kernel with the records and changes nothing.</summary>
internal static class CheckCommand
{
    public static Command Create(NetctlConsole console) =>
        new Command("check", "Compare the kernel with the records; ends with 6 where they differ.")
            .RunsOpen(console, async (context, operations, cancellationToken) =>
            {
                var check = await operations.CheckAsync(cancellationToken).ConfigureAwait(false);
                if (context.Global.Json)
                {
                    context.WriteJson(check, static json => json.CheckJson);
                }
                else if (!context.Global.Quiet && check.Clean)
                {
                    context.Console.Output.WriteLine("The kernel holds what it should.");
                }
                else if (!context.Global.Quiet)
                {
                    DriftTable.Write(context.Console, check.Drift);
                    context.Console.Diagnose(Severity.Hint, "`netctl repair` cures it");
                }

                return check.Clean ? ExitCodes.Ok : ExitCodes.Different;
            });
}

using System.CommandLine;
using NetController.Formats;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>check</c>: compares the kernel with the records and changes nothing.</summary>
internal static class CheckCommand
{
    public static Command Create(NetctlConsole console) =>
        new Command("check", "Compare the kernel with the records; ends with 6 where they differ.")
            .RunsOpen(console, async (context, controller, cancellationToken) =>
            {
                var drift = await controller.CheckAsync(cancellationToken).ConfigureAwait(false);
                var names = controller.Networks.ToDictionary(static network => network.Id, static network => network.Name);
                if (context.Global.Json)
                {
                    context.WriteJson(new CheckJson(drift.IsEmpty, JsonMapping.Drift(drift, names)), static json => json.CheckJson);
                }
                else if (!context.Global.Quiet && drift.IsEmpty)
                {
                    context.Console.Output.WriteLine("The kernel holds what it should.");
                }
                else if (!context.Global.Quiet)
                {
                    DriftTable.Write(context.Console, drift, names);
                    context.Console.Diagnose(Severity.Hint, "`netctl repair` cures it");
                }

                return drift.IsEmpty ? ExitCodes.Ok : ExitCodes.Different;
            });
}

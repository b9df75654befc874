using System.CommandLine;
using NetController.Formats;
using NetController.Netctl.Options;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>init</c>: the main job. Restores what is stored and sets up the default networks.</summary>
internal static class InitCommand
{
    public static Command Create(NetctlConsole console)
    {
        var options = new InitOptions();
        var command = new Command("init", "Restore the stored networks and set up the default ones, as a daemon's start does.");
        options.AddTo(command);
        return command.Runs(console, async (context, cancellationToken) =>
        {
            var wanted = options.AreGiven(context.Parsed) ? options.Read(context.Parsed, context.Global) : null;
            var report = await context.Session.InitializeAsync(wanted, cancellationToken).ConfigureAwait(false);
            Print(context, report);
            return ExitCodes.Ok;
        });
    }

    private static void Print(CommandContext context, InitJson report) => context.Print(report, static json => json.InitJson, () =>
    {
        NetworkTable.Write(context.Console, report.Networks);
        context.Console.Output.WriteLine();
        InitReport.Write(context.Console, report, context.Global.Verbose);
    });
}

using System.CommandLine;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary>What all commands are made with.</summary>
internal static class CommandExtensions
{
    /// <summary>Lets a command run <paramref name="action"/>, which gives the exit code.</summary>
    public static Command Runs(this Command command, NetctlConsole console, Func<CommandContext, CancellationToken, ValueTask<int>> action)
    {
        command.SetAction(async (parsed, cancellationToken) =>
            await action(new CommandContext(parsed, console), cancellationToken).ConfigureAwait(false));
        return command;
    }

    /// <summary>Lets a command work on the opened state, which is closed afterwards.</summary>
    public static Command RunsOpen(
        this Command command, NetctlConsole console, Func<CommandContext, NetworkController, CancellationToken, ValueTask<int>> action) =>
        command.Runs(console, async (context, cancellationToken) =>
        {
            var controller = await context.Session.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (controller.ConfigureAwait(false))
            {
                foreach (var warning in controller.Report.StoreFindings.Concat(controller.Report.Warnings))
                {
                    console.Diagnose(Severity.Warning, warning);
                }

                return await action(context, controller, cancellationToken).ConfigureAwait(false);
            }
        });

    /// <summary>The command as its user types it, such as <c>netctl network create</c>.</summary>
    public static string UsageName(this Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{parent.UsageName()} {command.Name}" : RootCommandFactory.ToolName;
}

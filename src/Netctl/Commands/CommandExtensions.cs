using System.CommandLine;
using NetController.Netctl.Output;
using NetController.Netctl.Sessions;

namespace NetController.Netctl.Commands;

/// <summary>What all commands are made with.</summary>
internal static class CommandExtensions
{
    /// <summary>Lets a command run <paramref name="action"/>, which gives the exit code.</summary>
    public static Command Runs(this Command command, NetctlConsole console, Func<CommandContext, CancellationToken, ValueTask<int>> action)
    {
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var context = new CommandContext(parsed, console);
            await using (context.ConfigureAwait(false))
            {
                return await action(context, cancellationToken).ConfigureAwait(false);
            }
        });
        return command;
    }

    /// <summary>Lets a command work on the opened state, which is closed afterwards where it was opened for the command.</summary>
    public static Command RunsOpen(
        this Command command, NetctlConsole console, Func<CommandContext, IOperations, CancellationToken, ValueTask<int>> action) =>
        command.Runs(console, async (context, cancellationToken) =>
        {
            var operations = await context.Session.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (operations.ConfigureAwait(false))
            {
                return await action(context, operations, cancellationToken).ConfigureAwait(false);
            }
        });

    /// <summary>The command as its user types it, such as <c>netctl network create</c>.</summary>
    public static string UsageName(this Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{parent.UsageName()} {command.Name}" : RootCommandFactory.ToolName;
}

using System.CommandLine;
using NetController.Formats;
using NetController.Netctl.Output;
using NetController.Netctl.Sessions;

namespace NetController.Netctl.Commands;

/// <summary><c>network prune</c>: removes the networks that users made and nothing uses.</summary>
internal static class NetworkPruneCommand
{
    public static Command Create(NetctlConsole console)
    {
        var force = new Option<bool>("--force", "-f") { Description = "Do not ask. Asked is only where somebody sits at a terminal." };
        return new Command("prune", "Remove every unused network that a user made.") { force }
            .Runs(console, async (context, cancellationToken) =>
                context.Parsed.GetValue(force) || await ConfirmAsync(console, cancellationToken).ConfigureAwait(false)
                    ? await PruneAsync(context, cancellationToken).ConfigureAwait(false)
                    : ExitCodes.Ok);
    }

    /// <summary>Asks before the state is opened: others may work on it while a person thinks.</summary>
    private static async ValueTask<bool> ConfirmAsync(NetctlConsole console, CancellationToken cancellationToken)
    {
        if (console.Input is not { } input)
        {
            return true;
        }

        console.Error.Write("This removes every network that a user made and nothing uses. Continue? [y/N] ");
        await console.FlushAsync().ConfigureAwait(false);
        // A terminal is read synchronously whatever is called; a thread of its own leaves Ctrl-C free to end the command.
        var reading = Task.Factory.StartNew(input.ReadLine, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var answer = await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        return answer is ['y' or 'Y', ..];
    }

    private static async ValueTask<int> PruneAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var operations = await context.Session.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (operations.ConfigureAwait(false))
        {
            return await PruneAsync(context, operations, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask<int> PruneAsync(CommandContext context, IOperations operations, CancellationToken cancellationToken)
    {
        var (removed, failure) = await operations.PruneNetworksAsync(cancellationToken).ConfigureAwait(false);
        var exitCode = failure is null ? ExitCodes.Ok : context.Report(failure);
        context.Print(new RemovedJson(removed), static json => json.RemovedJson, () =>
        {
            foreach (var name in removed)
            {
                context.Console.Output.WriteLine(name);
            }
        });
        return exitCode;
    }
}

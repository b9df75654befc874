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
            .RunsOpen(console, async (context, operations, cancellationToken) =>
                context.Parsed.GetValue(force) || await ConfirmAsync(console, cancellationToken).ConfigureAwait(false)
                    ? await PruneAsync(context, operations, cancellationToken).ConfigureAwait(false)
                    : ExitCodes.Ok);
    }

    private static async ValueTask<bool> ConfirmAsync(NetctlConsole console, CancellationToken cancellationToken)
    {
        if (console.Input is not { } input)
        {
            return true;
        }

        console.Error.Write("This removes every network that a user made and nothing uses. Continue? [y/N] ");
        await console.FlushAsync().ConfigureAwait(false);
        var answer = await input.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        return answer is ['y' or 'Y', ..];
    }

    private static async ValueTask<int> PruneAsync(CommandContext context, IOperations operations, CancellationToken cancellationToken)
    {
        var (removed, failure) = await operations.PruneNetworksAsync(cancellationToken).ConfigureAwait(false);
        var exitCode = failure is null ? ExitCodes.Ok : context.Report(failure);
        if (context.Global.Json)
        {
            context.WriteJson(new RemovedJson(removed), static json => json.RemovedJson);
        }
        else
        {
            foreach (var name in removed)
            {
                context.Console.Output.WriteLine(name);
            }
        }

        return exitCode;
    }
}

using System.CommandLine;
using NetController.Formats;
using NetController.Netctl.Options;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>plan</c>: what a command would change, as commands of other tools; does none of it.</summary>
internal static class PlanCommand
{
    public static Command Create(NetctlConsole console) => new("plan", "Show what a command would change; ends with 6 where it would.")
    {
        new Command("network", "Plan a change to networks.") { CreateNetwork(console), Connect(console) },
    };

    private static Command CreateNetwork(NetctlConsole console)
    {
        var options = new NetworkCreateOptions();
        var command = new Command("create", "Show what creating a network would change.");
        options.AddTo(command);
        return command.RunsOpen(console, async (context, operations, cancellationToken) =>
        {
            var plan = await operations.PlanNetworkAsync(options.Read(context.Parsed), cancellationToken).ConfigureAwait(false);
            Print(context, plan);
            return plan.Changes.Count == 0 ? ExitCodes.Ok : ExitCodes.Different;
        });
    }

    private static Command Connect(NetctlConsole console)
    {
        var rest = new Argument<string[]>("ARGUMENTS") { Arity = ArgumentArity.ZeroOrMore };
        return new Command("connect", "Refused: what connecting changes is chosen when it happens.") { Hidden = true, Arguments = { rest }, TreatUnmatchedTokensAsErrors = false }
            .Runs(console, static (_, _) => throw new InvalidRequestException(
                "`plan network connect`",
                "a connection cannot be planned: its addresses, its MAC address and its ports are taken when it is made",
                "run `netctl network connect`, and `netctl network disconnect` to take it back; creations of networks can be planned"));
    }

    private static void Print(CommandContext context, PlanJson plan)
    {
        context.Print(plan, static json => json.PlanJson, () =>
        {
            foreach (var change in plan.Changes)
            {
                context.Console.Output.WriteLine(change.Fix);
            }
        });
    }
}

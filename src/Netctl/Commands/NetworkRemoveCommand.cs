using System.CommandLine;
using NetController.Netctl.Options;
using NetController.Netctl.Output;
using NetController.Netctl.Output.Json;

namespace NetController.Netctl.Commands;

/// <summary><c>network rm</c>: removes networks, carrying on past the ones that cannot be.</summary>
internal static class NetworkRemoveCommand
{
    public static Command Create(NetctlConsole console)
    {
        var names = ValueOptions.Names("NAME", "Names or ids of networks.", ArgumentArity.OneOrMore);
        var command = new Command("rm", "Remove networks.") { names };
        command.Aliases.Add("remove");
        return command.RunsOpen(console, (context, controller, cancellationToken) =>
            RemoveAsync(context, controller, context.Parsed.GetRequiredValue(names), cancellationToken));
    }

    private static async ValueTask<int> RemoveAsync(
        CommandContext context, NetworkController controller, string[] references, CancellationToken cancellationToken)
    {
        var worst = ExitCodes.Ok;
        var removed = new List<string>();
        foreach (var reference in references)
        {
            try
            {
                await controller.DeleteNetworkAsync(controller.GetNetwork(reference), cancellationToken).ConfigureAwait(false);
                removed.Add(reference);
                if (!context.Global.Json)
                {
                    context.Console.Output.WriteLine(reference);
                }
            }
            catch (NetControllerException failure)
            {
                worst = ExitCodes.Worse(worst, context.Report(failure));
            }
        }

        if (context.Global.Json)
        {
            context.WriteJson(new RemovedJson(removed), static json => json.RemovedJson);
        }

        return worst;
    }
}

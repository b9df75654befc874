using System.CommandLine;
using NetController.Netctl.Options;
using NetController.Netctl.Output;
using NetController.Netctl.Sessions;

namespace NetController.Netctl.Commands;

/// <summary><c>network connect</c>: attaches a sandbox to a network and prints the endpoint's id.</summary>
internal static class NetworkConnectCommand
{
    public static Command Create(NetctlConsole console)
    {
        var options = new EndpointOptions();
        var network = ValueOptions.Names("NETWORK", "The network.", ArgumentArity.ExactlyOne);
        var sandbox = ValueOptions.Names("SANDBOX", "The sandbox that joins it.", ArgumentArity.ExactlyOne);
        var command = new Command("connect", "Connect a sandbox to a network and print the endpoint's id.");
        options.AddTo(command);
        command.Add(network);
        command.Add(sandbox);
        return command.RunsOpen(console, async (context, operations, cancellationToken) =>
        {
            var endpoint = await operations.ConnectAsync(
                context.Name(network), context.Name(sandbox), options.Read(context.Parsed), cancellationToken).ConfigureAwait(false);
            Print(context, endpoint);
            return ExitCodes.Ok;
        });
    }

    /// <summary>Prints an endpoint that was just made, and what it cannot do without a controller that stays.</summary>
    public static void Print(CommandContext context, MadeEndpoint made)
    {
        if (context.Global.Json)
        {
            context.WriteJson(made.Endpoint, static json => json.EndpointJson);
        }
        else
        {
            context.Console.Output.WriteLine(made.Endpoint.Id);
        }

        foreach (var port in made.Unserved)
        {
            context.Console.Diagnose(
                Severity.Warning,
                $"port {PortTable.Text(port)} is served by a controller that stays open, such as a daemon's: it is not reachable after this command has ended");
        }
    }
}

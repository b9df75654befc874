using System.CommandLine;
using NetController.Netctl.Options;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>endpoint create</c>: reserves name, addresses and ports on a network and prints the endpoint's id.</summary>
internal static class EndpointCreateCommand
{
    public static Command Create(NetctlConsole console)
    {
        var options = new EndpointOptions();
        var network = ValueOptions.Names("NETWORK", "The network.", ArgumentArity.ExactlyOne);
        var name = ValueOptions.Names("NAME", "The endpoint's name on the network.", ArgumentArity.ExactlyOne);
        var command = new Command("create", "Reserve an endpoint on a network, to be joined by a sandbox later, and print its id.");
        options.AddTo(command);
        command.Add(network);
        command.Add(name);
        return command.RunsOpen(console, async (context, operations, cancellationToken) =>
        {
            var spec = options.Read(context.Parsed) with { Name = context.Name(name) };
            var endpoint = await operations.CreateEndpointAsync(context.Name(network), spec, cancellationToken).ConfigureAwait(false);
            NetworkConnectCommand.Print(context, endpoint);
            return ExitCodes.Ok;
        });
    }
}

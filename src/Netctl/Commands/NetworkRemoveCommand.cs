using System.CommandLine;
using NetController.Netctl.Options;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>network rm</c>: removes networks, carrying on past the ones that cannot be.</summary>
internal static class NetworkRemoveCommand
{
    public static Command Create(NetctlConsole console)
    {
        var names = ValueOptions.Names("NAME", "Names or ids of networks.", ArgumentArity.OneOrMore);
        var command = new Command("rm", "Remove networks.") { names };
        command.Aliases.Add("remove");
        return command.RunsOpen(console, (context, controller, cancellationToken) => Removal.RunAsync(
            context,
            context.Parsed.GetRequiredValue(names),
            reference => controller.DeleteNetworkAsync(controller.GetNetwork(reference), cancellationToken),
            failure => Explain(context.Console, failure, controller)));
    }

    private static void Explain(NetctlConsole console, NetControllerException failure, NetworkController controller)
    {
        if (failure is NetworkInUseException inUse)
        {
            foreach (var endpoint in controller.Endpoints.Where(endpoint => inUse.Endpoints.Contains(endpoint.Id)))
            {
                console.Diagnose(Severity.Hint, HowToFree(endpoint.Name, endpoint.Id, endpoint.Network.Name, endpoint.Sandbox?.Name));
            }
        }
    }

    /// <summary>Names an endpoint that holds a network, and the command that takes it away.</summary>
    public static string HowToFree(string endpoint, EndpointId id, string network, string? sandbox) => sandbox is null
        ? $"endpoint '{endpoint}' ({id.Short}) is reserved on it: `netctl endpoint rm {id.Short}`"
        : $"endpoint '{endpoint}' ({id.Short}) holds it for sandbox '{sandbox}': `netctl network disconnect {network} {sandbox}`";
}

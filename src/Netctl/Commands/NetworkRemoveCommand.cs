using System.Collections.Immutable;
using System.CommandLine;
using NetController.Netctl.Daemon;
using NetController.Netctl.Options;
using NetController.Netctl.Output;
using NetController.Netctl.Sessions;

namespace NetController.Netctl.Commands;

/// <summary><c>network rm</c>: removes networks, carrying on past the ones that cannot be.</summary>
internal static class NetworkRemoveCommand
{
    public static Command Create(NetctlConsole console)
    {
        var names = ValueOptions.Names("NAME", "Names or ids of networks.", ArgumentArity.OneOrMore);
        var command = new Command("rm", "Remove networks.") { names };
        command.Aliases.Add("remove");
        return command.RunsOpen(console, (context, operations, cancellationToken) => Removal.RunAsync(
            context,
            context.Parsed.GetRequiredValue(names),
            reference => operations.DeleteNetworkAsync(reference, cancellationToken),
            failure => ExplainAsync(context.Console, failure, operations, cancellationToken)));
    }

    private static async ValueTask ExplainAsync(NetctlConsole console, NetControllerException failure, IOperations operations, CancellationToken cancellationToken)
    {
        var holders = Holders(failure);
        if (holders.IsEmpty)
        {
            return;
        }

        var state = await operations.ViewAsync(cancellationToken).ConfigureAwait(false);
        foreach (var endpoint in state.Endpoints.Where(endpoint => holders.Contains(endpoint.Record.Id.ToString())))
        {
            console.Diagnose(Severity.Hint, HowToFree(endpoint.Record.Name, endpoint.Record.Id, endpoint.Network, endpoint.Sandbox));
        }
    }

    private static ImmutableArray<string> Holders(NetControllerException failure) => failure switch
    {
        NetworkInUseException inUse => [.. inUse.Endpoints.Select(static endpoint => endpoint.ToString())],
        DaemonRefusalException refusal => refusal.Holders,
        _ => [],
    };

    /// <summary>Names an endpoint that holds a network, and the command that takes it away.</summary>
    public static string HowToFree(string endpoint, EndpointId id, string network, string? sandbox) => sandbox is null
        ? $"endpoint '{endpoint}' ({id.Short}) is reserved on it: `netctl endpoint rm {id.Short}`"
        : $"endpoint '{endpoint}' ({id.Short}) holds it for sandbox '{sandbox}': `netctl network disconnect {network} {sandbox}`";
}

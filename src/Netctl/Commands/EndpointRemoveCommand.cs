using System.CommandLine;
using NetController.Netctl.Options;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>endpoint rm</c>: removes endpoints that are only reserved, carrying on past the ones that cannot be.</summary>
internal static class EndpointRemoveCommand
{
    public static Command Create(NetctlConsole console)
    {
        var names = ValueOptions.Names("NAME", "Names or ids of endpoints.", ArgumentArity.OneOrMore);
        var command = new Command("rm", "Remove endpoints that no sandbox has joined.") { names };
        command.Aliases.Add("remove");
        return command.RunsOpen(console, (context, operations, cancellationToken) => Removal.RunAsync(
            context,
            context.Parsed.GetRequiredValue(names),
            reference => operations.DeleteEndpointAsync(reference, cancellationToken)));
    }
}

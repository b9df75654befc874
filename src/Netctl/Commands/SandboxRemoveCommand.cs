using System.CommandLine;
using NetController.Netctl.Options;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>sandbox rm</c>: takes sandboxes off their networks and removes them, carrying on past the ones that cannot be.</summary>
internal static class SandboxRemoveCommand
{
    public static Command Create(NetctlConsole console)
    {
        var names = ValueOptions.Names("NAME", "Names or ids of sandboxes.", ArgumentArity.OneOrMore);
        var command = new Command("rm", "Disconnect sandboxes from all their networks and remove them.") { names };
        command.Aliases.Add("remove");
        return command.RunsOpen(console, (context, operations, cancellationToken) => Removal.RunAsync(
            context,
            context.Parsed.GetRequiredValue(names),
            reference => operations.DeleteSandboxAsync(reference, cancellationToken)));
    }
}

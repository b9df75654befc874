using System.CommandLine;
using NetController.Netctl.Options;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>endpoint join</c>: attaches a reserved endpoint to a sandbox.</summary>
internal static class EndpointJoinCommand
{
    public static Command Create(NetctlConsole console)
    {
        var name = ValueOptions.Names("NAME", "The endpoint.", ArgumentArity.ExactlyOne);
        var sandbox = ValueOptions.Names("SANDBOX", "The sandbox that it joins.", ArgumentArity.ExactlyOne);
        var command = new Command("join", "Attach a reserved endpoint to a sandbox.") { name, sandbox };
        return command.RunsOpen(console, async (context, operations, cancellationToken) =>
        {
            await operations.JoinAsync(context.Name(name), context.Name(sandbox), cancellationToken).ConfigureAwait(false);
            return ExitCodes.Ok;
        });
    }
}

using System.CommandLine;
using NetController.Netctl.Options;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>network disconnect</c>: takes a sandbox off a network. Prints nothing, as Docker's.</summary>
internal static class NetworkDisconnectCommand
{
    public static Command Create(NetctlConsole console)
    {
        var network = ValueOptions.Names("NETWORK", "The network.", ArgumentArity.ExactlyOne);
        var sandbox = ValueOptions.Names("SANDBOX", "The sandbox that leaves it.", ArgumentArity.ExactlyOne);
        var command = new Command("disconnect", "Disconnect a sandbox from a network.") { network, sandbox };
        return command.RunsOpen(console, async (context, operations, cancellationToken) =>
        {
            await operations.DisconnectAsync(context.Name(network), context.Name(sandbox), cancellationToken).ConfigureAwait(false);
            return ExitCodes.Ok;
        });
    }
}

using System.CommandLine;
using NetController.Netctl.Options;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>endpoint leave</c>: takes an endpoint out of its sandbox; one that was reserved before is reserved again.</summary>
internal static class EndpointLeaveCommand
{
    public static Command Create(NetctlConsole console)
    {
        var name = ValueOptions.Names("NAME", "The endpoint.", ArgumentArity.ExactlyOne);
        var command = new Command("leave", "Take an endpoint out of its sandbox; a reserved one stays reserved.") { name };
        return command.RunsOpen(console, async (context, operations, cancellationToken) =>
        {
            await operations.LeaveAsync(context.Name(name), cancellationToken).ConfigureAwait(false);
            return ExitCodes.Ok;
        });
    }
}

using System.CommandLine;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>endpoint</c>: attachments to networks, and reservations of them.</summary>
internal static class EndpointCommand
{
    public static Command Create(NetctlConsole console) => new("endpoint", "Manage endpoints: attachments to networks, and reservations of them.")
    {
        EndpointListCommand.Create(console),
        EndpointInspectCommand.Create(console),
        EndpointCreateCommand.Create(console),
        EndpointRemoveCommand.Create(console),
        EndpointJoinCommand.Create(console),
        EndpointLeaveCommand.Create(console),
    };
}

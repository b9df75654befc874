using System.CommandLine;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>network</c>: what <c>docker network</c> does.</summary>
internal static class NetworkCommand
{
    public static Command Create(NetctlConsole console) => new("network", "Manage networks, as `docker network` does.")
    {
        NetworkListCommand.Create(console),
        NetworkInspectCommand.Create(console),
        NetworkCreateCommand.Create(console),
        NetworkRemoveCommand.Create(console),
        NetworkPruneCommand.Create(console),
        NetworkConnectCommand.Create(console),
        NetworkDisconnectCommand.Create(console),
    };
}

using System.CommandLine;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary><c>sandbox</c>: the network stacks of containers.</summary>
internal static class SandboxCommand
{
    public static Command Create(NetctlConsole console) => new("sandbox", "Manage sandboxes: the network stacks of containers.")
    {
        SandboxListCommand.Create(console),
        SandboxInspectCommand.Create(console),
        SandboxCreateCommand.Create(console),
        SandboxRemoveCommand.Create(console),
        SandboxExecCommand.Create(console),
    };
}

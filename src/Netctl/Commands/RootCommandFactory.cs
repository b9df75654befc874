using System.CommandLine;
using NetController.Netctl.Options;
using NetController.Netctl.Output;

namespace NetController.Netctl.Commands;

/// <summary>Puts the commands together.</summary>
internal static class RootCommandFactory
{
    /// <summary>The tool's name.</summary>
    public const string ToolName = "netctl";

    /// <summary>The whole command line, printing to <paramref name="console"/>.</summary>
    public static RootCommand Create(NetctlConsole console)
    {
        var root = new RootCommand("See and manage the container networks of this host.")
        {
            InitCommand.Create(console),
            NetworkCommand.Create(console),
            SandboxCommand.Create(console),
            EndpointCommand.Create(console),
            CheckCommand.Create(console),
            RepairCommand.Create(console),
            PlanCommand.Create(console),
            GcCommand.Create(console),
            HostChangesCommand.Create(console),
            RulesCommand.Create(console),
            PoolsCommand.Create(console),
            PortsCommand.Create(console),
            EventsCommand.Create(console),
            VersionCommand.Create(console),
        };
        GlobalOptions.AddTo(root);
        return root;
    }
}

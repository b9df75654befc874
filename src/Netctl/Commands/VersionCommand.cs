using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using NetController.Netctl.Output;
using NetController.Netctl.Output.Json;

namespace NetController.Netctl.Commands;

/// <summary><c>version</c>: what a bug report needs. Needs no privileges and no state.</summary>
internal static class VersionCommand
{
    private const string KernelRelease = "/proc/sys/kernel/osrelease";
    private static readonly string[] Programs = ["iptables", "ip6tables", "nft"];

    public static Command Create(NetctlConsole console) =>
        new Command("version", "Print the versions of the tool, .NET, the kernel and the firewall programs.")
            .Runs(console, async (context, cancellationToken) =>
            {
                var firewalls = await Task.WhenAll(Programs.Select(program => FirewallPrograms.DescribeAsync(program, cancellationToken))).ConfigureAwait(false);
                var version = new VersionJson(OfTool(), RuntimeInformation.FrameworkDescription, OfKernel(), firewalls);
                context.Print(version, static json => json.VersionJson, () => Print(console, version));
                return ExitCodes.Ok;
            });

    public static void Print(NetctlConsole console, VersionJson version)
    {
        console.Output.WriteLine($"{RootCommandFactory.ToolName,-10}{version.Version}");
        console.Output.WriteLine($"{"runtime",-10}{version.Runtime}");
        console.Output.WriteLine($"{"kernel",-10}{version.Kernel}");
        foreach (var firewall in version.Firewalls)
        {
            console.Output.WriteLine($"{firewall.Program,-10}{(firewall.Path is null ? "not installed" : $"{firewall.Version ?? "does not run"} ({firewall.Path})")}");
        }
    }

    private static string OfTool() =>
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static string OfKernel() => File.Exists(KernelRelease) ? File.ReadAllText(KernelRelease).Trim() : RuntimeInformation.OSDescription;
}

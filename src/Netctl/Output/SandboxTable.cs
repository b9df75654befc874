using System.Collections.Immutable;
using NetController.Formats;

namespace NetController.Netctl.Output;

/// <summary>Lists sandboxes.</summary>
internal static class SandboxTable
{
    private static readonly string[] Headings = ["SANDBOX ID", "NAME", "STATE", "NAMESPACE", "NETWORKS"];

    /// <summary>Prints the table.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="sandboxes">The rows.</param>
    /// <param name="wholeIds">Whether ids have all their digits.</param>
    public static void Write(NetctlConsole console, ImmutableArray<SandboxView> sandboxes, bool wholeIds) =>
        TableWriter.Write(console, Headings, sandboxes.Select(sandbox => new[]
        {
            Id(sandbox, wholeIds),
            sandbox.Record.Name,
            sandbox.Record.State.ToString(),
            sandbox.Record.NamespacePath,
            string.Join(", ", sandbox.Endpoints.Select(static endpoint => endpoint.Network).DefaultIfEmpty("-")),
        }));

    /// <summary>A sandbox's id as the table shows it.</summary>
    public static string Id(SandboxView sandbox, bool wholeIds) => wholeIds ? sandbox.Record.Id.ToString() : sandbox.Record.Id.Short;
}

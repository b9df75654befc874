using System.Collections.Immutable;
using NetController.Formats;

namespace NetController.Netctl.Output;

/// <summary>Lists differences between the records and the kernel.</summary>
internal static class DriftTable
{
    private const string Absent = "-";
    private static readonly string[] Headings = ["NETWORK", "RESOURCE", "EXPECTED", "ACTUAL", "FIX"];

    /// <summary>Prints the table.</summary>
    public static void Write(NetctlConsole console, ImmutableArray<Drift> drift, IReadOnlyDictionary<NetworkId, string> names) =>
        TableWriter.Write(console, Headings, drift.Select(item => new[]
        {
            JsonMapping.NameOf(item.Network, names) ?? Absent, item.Resource, item.Expected ?? Absent, item.Actual ?? Absent, item.Fix,
        }));
}

using NetController.Formats;

namespace NetController.Netctl.Output;

/// <summary>Lists differences between the records and the kernel.</summary>
internal static class DriftTable
{
    private const string Absent = "-";
    private static readonly string[] Headings = ["NETWORK", "RESOURCE", "EXPECTED", "ACTUAL", "FIX"];

    /// <summary>Prints the table.</summary>
    public static void Write(NetctlConsole console, IReadOnlyList<DriftJson> drift) =>
        TableWriter.Write(console, Headings, drift.Select(static item => new[]
        {
            item.Network ?? Absent, item.Resource, item.Expected ?? Absent, item.Actual ?? Absent, item.Fix,
        }));
}

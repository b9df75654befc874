using System.Globalization;
using NetController.Formats;

namespace NetController.Netctl.Output;

/// <summary>Prints what <c>init</c> found and did.</summary>
internal static class InitReport
{
    private const int HeadingWidth = -11;

    /// <summary>The report for people, without the networks themselves.</summary>
    public static void Write(NetctlConsole console, InitJson report, bool withTimings)
    {
        Names(console, "restored", report.Restored);
        Names(console, "created", report.Created);
        Names(console, "refreshed", report.Refreshed);
        Names(console, "deleted", report.Deleted);
        Names(console, "unfinished", report.Unfinished);
        Names(console, "stale", report.StaleSandboxes);
        Names(console, "leftovers", report.Leftovers);
        Names(console, "gateways", report.HostGateways);
        Lines(console, "degraded", report.Degraded.Select(static network => $"{network.Name}: {network.Reason}")
            .Concat(report.DegradedEndpoints.Select(static endpoint => $"endpoint {endpoint.Name} on {endpoint.Network}: {endpoint.Reason}")));
        if (report.DefaultNetworksKept)
        {
            Line(console, "kept", "the default networks, because sandboxes are active");
        }

        Lines(console, "changes", report.Changes.DefaultIfEmpty("none"));
        Lines(console, "host", report.HostChanges.Select(static change => $"{change.Path}: {change.OldValue} -> {change.NewValue} ({change.Reason})"));
        if (withTimings)
        {
            Lines(console, "took", report.Steps.Select(static step => string.Create(
                CultureInfo.InvariantCulture, $"{step.Milliseconds,9:F3} ms  {step.Step}")));
        }

        foreach (var warning in report.StoreFindings.Concat(report.Warnings))
        {
            console.Diagnose(Severity.Warning, warning);
        }
    }

    private static void Names<T>(NetctlConsole console, string heading, IReadOnlyCollection<T> names)
    {
        if (names.Count > 0)
        {
            Line(console, heading, string.Join(", ", names));
        }
    }

    private static void Lines(NetctlConsole console, string heading, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Line(console, heading, line);
            heading = "";
        }
    }

    private static void Line(NetctlConsole console, string heading, string text) =>
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{heading,HeadingWidth}{text}"));
}

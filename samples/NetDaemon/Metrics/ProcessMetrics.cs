using System.Globalization;
using System.Text;

namespace NetDaemon.Metrics;

/// <summary>The figures of the process, by the names that Prometheus' own clients use.</summary>
internal static class ProcessMetrics
{
    private static readonly DateTimeOffset Started = new(System.Diagnostics.Process.GetCurrentProcess().StartTime);

    /// <summary>Writes them.</summary>
    public static void Write(StringBuilder text)
    {
        Line(text, "process_cpu_seconds_total", "counter", "Processor time used.", Environment.CpuUsage.TotalTime.TotalSeconds);
        Line(text, "process_resident_memory_bytes", "gauge", "Memory in use.", Environment.WorkingSet);
        Line(text, "process_open_fds", "gauge", "Open files.", Directory.GetFileSystemEntries("/proc/self/fd").Length);
        Line(text, "process_start_time_seconds", "gauge", "When the process began, since 1970.", Started.ToUnixTimeMilliseconds() / 1000.0);
    }

    private static void Line(StringBuilder text, string name, string kind, string help, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value:R}\n");
}

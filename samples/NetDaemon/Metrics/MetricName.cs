using System.Diagnostics.Metrics;

namespace NetDaemon.Metrics;

/// <summary>How instruments and tags are called in Prometheus' text format.</summary>
internal static class MetricName
{
    /// <summary>Such as <c>netcontroller_operation_duration_seconds</c>.</summary>
    public static string Of(Instrument instrument)
    {
        var name = Plain(instrument.Name);
        var unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        return name + unit + (Kind(instrument) == "counter" ? "_total" : "");
    }

    /// <summary>What the format calls its kind.</summary>
    public static string Kind(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Histogram" => "histogram",
        "Counter" or "ObservableCounter" => "counter",
        _ => "gauge",
    };

    /// <summary>The tags as labels, sorted; empty where there are none.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var labels = new string[tags.Length];
        for (var index = 0; index < tags.Length; index++)
        {
            labels[index] = $"{Plain(tags[index].Key)}=\"{Escape(tags[index].Value?.ToString() ?? "")}\"";
        }

        Array.Sort(labels, StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    private static string Plain(string name) => string.Create(name.Length, name, static (characters, name) =>
    {
        for (var index = 0; index < name.Length; index++)
        {
            characters[index] = char.IsAsciiLetterOrDigit(name[index]) ? name[index] : '_';
        }
    });

    private static string Escape(string text) =>
        text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}

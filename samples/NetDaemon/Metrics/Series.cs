using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace NetDaemon.Metrics;

/// <summary>What an instrument has measured, for each set of its tags.</summary>
internal sealed class Series
{
    private static readonly double[] UsualBounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Instrument _instrument;
    private readonly string _name;
    private readonly string _kind;
    private readonly double[] _bounds;
    private readonly bool _isSum;

    public Series(Instrument instrument)
    {
        (_instrument, _name, _kind) = (instrument, MetricName.Of(instrument), MetricName.Kind(instrument));
        _bounds = _kind == "histogram" ? [.. (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? UsualBounds] : [];
        // An observed value is the whole; every other one is added.
        _isSum = !instrument.IsObservable && instrument.GetType().Name.Split('`')[0] != "Gauge";
    }

    /// <summary>Takes a measurement.</summary>
    public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = MetricName.Labels(tags);
        lock (_lock)
        {
            if (!_entries.TryGetValue(labels, out var entry))
            {
                _entries[labels] = entry = new Entry(new long[_bounds.Length]);
            }

            entry.Value = _isSum ? entry.Value + value : value;
            entry.Count++;
            for (var index = 0; index < _bounds.Length; index++)
            {
                entry.Buckets[index] += value <= _bounds[index] ? 1 : 0;
            }
        }
    }

    /// <summary>Forgets what was observed last time: what is no more is not measured any more.</summary>
    public void BeginObservation()
    {
        if (_instrument.IsObservable)
        {
            lock (_lock)
            {
                _entries.Clear();
            }
        }
    }

    /// <summary>Writes everything.</summary>
    public void Write(StringBuilder text)
    {
        lock (_lock)
        {
            if (_entries.Count == 0)
            {
                return;
            }

            text.Append("# HELP ").Append(_name).Append(' ').Append((_instrument.Description ?? "").ReplaceLineEndings(" ")).Append('\n');
            text.Append("# TYPE ").Append(_name).Append(' ').Append(_kind).Append('\n');
            foreach (var (labels, entry) in _entries)
            {
                Write(text, labels, entry);
            }
        }
    }

    private void Write(StringBuilder text, string labels, Entry entry)
    {
        if (_kind != "histogram")
        {
            Line(text, "", labels, entry.Value);
            return;
        }

        var prefix = labels.Length == 0 ? "" : labels + ",";
        for (var index = 0; index < _bounds.Length; index++)
        {
            Line(text, "_bucket", $"{prefix}le=\"{Number(_bounds[index])}\"", entry.Buckets[index]);
        }

        Line(text, "_bucket", $"{prefix}le=\"+Inf\"", entry.Count);
        Line(text, "_sum", labels, entry.Value);
        Line(text, "_count", labels, entry.Count);
    }

    private void Line(StringBuilder text, string suffix, string labels, double value)
    {
        text.Append(_name).Append(suffix);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>What was measured with one set of tags.</summary>
    private sealed class Entry(long[] buckets)
    {
        public double Value { get; set; }

        public long Count { get; set; }

        /// <summary>How many were at most each bound.</summary>
        public long[] Buckets { get; } = buckets;
    }
}

using System.Diagnostics.Metrics;

namespace NetController.Controller.Tests.Fakes;

/// <summary>A factory of meters that writes down what they measure.</summary>
internal sealed class MeterRecorder : IMeterFactory
{
    private readonly Lock _lock = new();
    private readonly MeterListener _listener = new();
    private readonly List<Meter> _meters = [];
    private readonly List<(string Instrument, double Value, string Tags)> _measured = [];

    public MeterRecorder()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, this))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Everything measured so far, in order.</summary>
    public (string Instrument, double Value, string Tags)[] Measured
    {
        get
        {
            lock (_lock)
            {
                return [.. _measured];
            }
        }
    }

    /// <summary>What the gauges show now, as <c>name{tag=value,…} value</c>.</summary>
    public string[] ReadGauges()
    {
        lock (_lock)
        {
            _measured.Clear();
        }

        _listener.RecordObservableInstruments();
        return [.. Measured.Select(static one => $"{one.Instrument}{{{one.Tags}}} {one.Value}").Order(StringComparer.Ordinal)];
    }

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.ForEach(static meter => meter.Dispose());
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var words = new List<string>();
        foreach (var (name, content) in tags)
        {
            words.Add($"{name.Replace("netcontroller.", "", StringComparison.Ordinal)}={content}");
        }

        lock (_lock)
        {
            _measured.Add((instrument.Name, value, string.Join(',', words)));
        }
    }
}

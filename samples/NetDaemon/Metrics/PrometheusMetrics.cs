using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.AspNetCore.Http;
using NetController;

namespace NetDaemon.Metrics;

/// <summary>Listens to the controller's and the server's instruments, and tells their values in Prometheus' text format.</summary>
internal sealed class PrometheusMetrics : IDisposable
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private static readonly string[] Meters = [NetworkControllerDiagnostics.MeterName, "Microsoft.AspNetCore.Server.Kestrel"];

    private readonly Lock _lock = new();
    private readonly List<Series> _series = [];
    private readonly MeterListener _listener = new();

    public PrometheusMetrics()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Meters.Contains(instrument.Meter.Name))
            {
                var series = new Series(instrument);
                lock (_lock)
                {
                    _series.Add(series);
                }

                listener.EnableMeasurementEvents(instrument, series);
            }
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, series) => ((Series)series!).Add(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, series) => ((Series)series!).Add(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, series) => ((Series)series!).Add(value, tags));
        _listener.Start();
    }

    /// <summary>Answers <c>GET /metrics</c>.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = ContentType;
        return context.Response.WriteAsync(Read(), context.RequestAborted);
    }

    /// <summary>The values now.</summary>
    public string Read()
    {
        // One reader at a time: what is observed would otherwise be forgotten by another in between.
        lock (_lock)
        {
            _series.ForEach(static series => series.BeginObservation());
            _listener.RecordObservableInstruments();
            var text = new StringBuilder();
            _series.ForEach(series => series.Write(text));
            ProcessMetrics.Write(text);
            return text.ToString();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}

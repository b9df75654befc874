using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace NetController.Diagnostics;

/// <summary>
/// The metrics and spans of one controller. Where nobody listens an operation costs two reads of a flag more; nothing is allocated and no
/// step is put into words.
/// </summary>
internal sealed class ControllerDiagnostics : IDisposable
{
    /// <summary>From what an attachment takes to what a start with thousands of networks does.</summary>
    private static readonly double[] Buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private readonly ActivitySource _source;
    private readonly Meter? _ownMeter;
    private readonly TimeProvider _time;
    private readonly StateGauges _gauges;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _driftFound;
    private readonly Counter<long> _driftRepaired;
    private readonly Counter<long> _netlinkErrors;
    private readonly StepTracer _tracer;
    private readonly OperationContext _plain;
    private readonly OperationContext _traced;

    public ControllerDiagnostics(NetworkControllerParts parts)
    {
        var version = typeof(NetworkController).Assembly.GetName().Version?.ToString(3);
        var options = new MeterOptions(NetworkControllerDiagnostics.MeterName) { Version = version };
        _ownMeter = parts.MeterFactory is null ? new Meter(options) : null;
        var meter = _ownMeter ?? parts.MeterFactory!.Create(options);
        _source = new ActivitySource(NetworkControllerDiagnostics.ActivitySourceName, version);
        _time = parts.Time;
        _gauges = new StateGauges(meter);
        _duration = meter.CreateHistogram(
            "netcontroller.operation.duration", "s", "How long operations take.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Buckets });
        _driftFound = meter.CreateCounter<long>("netcontroller.drift.found", "{difference}", "Differences between records and kernel that a check found new.");
        _driftRepaired = meter.CreateCounter<long>("netcontroller.drift.repaired", "{change}", "Changes that repairs made to the kernel.");
        _netlinkErrors = meter.CreateCounter<long>("netcontroller.netlink.errors", "{error}", "Requests that the kernel refused and that made something fail.");
        var logger = parts.LoggerFactory.CreateLogger<NetworkController>();
        _tracer = new StepTracer(parts.Observer);
        (_plain, _traced) = (new OperationContext(logger, parts.Observer), new OperationContext(logger, _tracer));
    }

    /// <summary>Where an operation that begins now reports.</summary>
    public OperationContext Operations => _source.HasListeners() ? _traced : _plain;

    private bool IsWatched => _duration.Enabled || _netlinkErrors.Enabled || _source.HasListeners();

    /// <summary>Lets the gauges show what a controller holds, until this is disposed of.</summary>
    public void Show(ControllerServices services) => _gauges.Show(services);

    /// <summary>Runs a public operation, measured and traced where somebody listens.</summary>
    /// <param name="operation">Its name, such as <c>network.create</c>.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="state">What the body needs; passed rather than captured, so that nothing is allocated.</param>
    /// <param name="body">The operation.</param>
    public ValueTask<T> RunAsync<TState, T>(string operation, OperationSubject subject, TState state, Func<TState, ValueTask<T>> body) =>
        IsWatched ? WatchAsync(operation, subject, state, body) : body(state);

    /// <summary>Runs a public operation that gives nothing.</summary>
    /// <inheritdoc cref="RunAsync{TState, T}(string, OperationSubject, TState, Func{TState, ValueTask{T}})"/>
    public ValueTask RunAsync<TState>(string operation, OperationSubject subject, TState state, Func<TState, ValueTask> body) =>
        IsWatched ? WatchAsync(operation, subject, state, body) : body(state);

    /// <summary>Begins a part of an operation.</summary>
    public PartSpan StartPart(string name) => _source.StartActivity(name) is { } span ? new PartSpan(_tracer.Operation, span) : default;

    /// <summary>Counts differences that a check found new.</summary>
    public void DriftFound(int count) => _driftFound.Add(count);

    /// <summary>Counts changes of a repair.</summary>
    public void DriftRepaired(int count) => _driftRepaired.Add(count);

    /// <summary>Counts the kernel's refusals in a failure, one that an operation carries on past included.</summary>
    public void CountRefusals(Exception failure)
    {
        if (!_netlinkErrors.Enabled)
        {
            return;
        }

        foreach (var refusal in NetlinkRefusals.In(failure))
        {
            _netlinkErrors.Add(1, KeyValuePair.Create<string, object?>("error.type", refusal.Errno.ToString()));
        }
    }

    public void Dispose()
    {
        _gauges.Dispose();
        _source.Dispose();
        // One that came from a factory is the factory's, and shared.
        _ownMeter?.Dispose();
    }

    private async ValueTask<T> WatchAsync<TState, T>(string operation, OperationSubject subject, TState state, Func<TState, ValueTask<T>> body)
    {
        var (began, span) = Begin(operation, subject);
        try
        {
            var result = await body(state).ConfigureAwait(false);
            End(operation, began, span, null);
            return result;
        }
        catch (Exception failure)
        {
            End(operation, began, span, failure);
            throw;
        }
    }

    private async ValueTask WatchAsync<TState>(string operation, OperationSubject subject, TState state, Func<TState, ValueTask> body) =>
        await WatchAsync(operation, subject, (state, body), static async work =>
        {
            await work.body(work.state).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);

    /// <summary>Called on the operation's own frame, so that its callees see the span and its caller does not.</summary>
    private (long Began, OperationSpan? Span) Begin(string operation, OperationSubject subject)
    {
        if (_source.StartActivity(operation) is not { } activity)
        {
            return (_time.GetTimestamp(), null);
        }

        subject.Tag(activity);
        var span = new OperationSpan(_source, activity);
        _tracer.Operation = span;
        return (_time.GetTimestamp(), span);
    }

    private void End(string operation, long began, OperationSpan? span, Exception? failure)
    {
        var outcome = failure is null ? Outcome.Ok : Outcome.Of(failure);
        _duration.Record(
            _time.GetElapsedTime(began).TotalSeconds,
            KeyValuePair.Create<string, object?>("netcontroller.operation", operation),
            KeyValuePair.Create<string, object?>("netcontroller.outcome", outcome));
        if (failure is not null)
        {
            CountRefusals(failure);
        }

        span?.End(outcome, failure);
    }
}

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace NetController.Events;

/// <summary>
/// The latest events of one controller. Writers never wait for readers: each reader goes through the same bounded ring at its own speed, and
/// one that falls out of it is told so.
/// </summary>
internal sealed class EventJournal : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ControllerEvent[] _ring;
    private readonly TimeProvider _time;
    private readonly ulong _run;
    private long _last;
    private TaskCompletionSource? _news;
    private bool _closed;

    /// <param name="length">How many events are kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Where the run's number comes from.</param>
    public EventJournal(int length, TimeProvider time, RandomSource random)
    {
        Span<byte> run = stackalloc byte[sizeof(ulong)];
        random.Fill(run);
        (_ring, _time, _run) = (new ControllerEvent[length], time, BinaryPrimitives.ReadUInt64LittleEndian(run));
    }

    /// <summary>The place after the newest event.</summary>
    public EventCursor End
    {
        get
        {
            lock (_lock)
            {
                return new EventCursor(_run, _last);
            }
        }
    }

    /// <summary>The events that are kept, the oldest first.</summary>
    public ImmutableArray<ControllerEvent> Kept
    {
        get
        {
            lock (_lock)
            {
                var kept = ImmutableArray.CreateBuilder<ControllerEvent>((int)(_last - Dropped));
                for (var position = Dropped; position < _last; position++)
                {
                    kept.Add(After(position));
                }

                return kept.MoveToImmutable();
            }
        }
    }

    /// <summary>How many events are no longer kept.</summary>
    private long Dropped => Math.Max(0, _last - _ring.Length);

    /// <summary>Adds what happened, and wakes the readers.</summary>
    public void Add(
        ControllerEventKind kind,
        Network? network = null,
        Endpoint? endpoint = null,
        Sandbox? sandbox = null,
        string? reason = null,
        string? change = null,
        string? previousName = null,
        Drift? drift = null)
    {
        network ??= endpoint?.Network;
        TaskCompletionSource? news;
        lock (_lock)
        {
            _last++;
            _ring[(_last - 1) % _ring.Length] = new ControllerEvent(new EventCursor(_run, _last), _time.GetUtcNow(), kind)
            {
                Network = network is null ? null : new EventNetwork(network.Id, network.Name, network.Record.Driver),
                Endpoint = endpoint is null ? null : new EventEndpoint(endpoint.Id, endpoint.Name),
                Sandbox = sandbox is null ? null : new EventSandbox(sandbox.Id, sandbox.Name),
                Reason = reason,
                Change = change,
                PreviousName = previousName,
                Drift = drift,
            };
            (news, _news) = (_news, null);
        }

        news?.TrySetResult();
    }

    /// <summary>The events after a place, and then those to come, until the journal is closed; without a place only those to come.</summary>
    public IAsyncEnumerable<ControllerEvent> WatchAsync(EventCursor? after, CancellationToken cancellationToken)
    {
        // The place is fixed by the call, not by the first read.
        lock (_lock)
        {
            return after is not { } cursor || IsKnown(cursor)
                ? FollowAsync(after?.Sequence ?? _last, null, cancellationToken)
                : FollowAsync(Dropped, new EventGap(EventGapReason.OtherRun, null), cancellationToken);
        }
    }

    /// <summary>The events after a place that are kept now, behind a gap where there were others; the oldest first.</summary>
    public ImmutableArray<ControllerEvent> KeptAfter(EventCursor after)
    {
        lock (_lock)
        {
            var isKnown = IsKnown(after);
            var position = isKnown ? Math.Max(after.Sequence, Dropped) : Dropped;
            var kept = ImmutableArray.CreateBuilder<ControllerEvent>();
            if (!isKnown)
            {
                kept.Add(ToEvent(new EventGap(EventGapReason.OtherRun, null), position));
            }
            else if (position > after.Sequence)
            {
                kept.Add(ToEvent(new EventGap(EventGapReason.TooOld, position - after.Sequence), position));
            }

            for (; position < _last; position++)
            {
                kept.Add(After(position));
            }

            return kept.DrainToImmutable();
        }
    }

    /// <summary>Ends every reader, after what it has not read yet.</summary>
    public void Dispose()
    {
        TaskCompletionSource? news;
        lock (_lock)
        {
            _closed = true;
            (news, _news) = (_news, null);
        }

        news?.TrySetResult();
    }

    private async IAsyncEnumerable<ControllerEvent> FollowAsync(long position, EventGap? gap, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var behind = EventGapReason.TooOld;
        if (gap is { } missed)
        {
            yield return ToEvent(missed, position);
        }

        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (found, news) = Read(ref position, behind);
            behind = EventGapReason.SlowReader;
            if (found is not null)
            {
                yield return found;
            }
            else if (news is not null)
            {
                await news.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                yield break;
            }
        }
    }

    /// <summary>The next event of a reader, or what to wait for; neither where there will be none.</summary>
    private (ControllerEvent? Found, Task? News) Read(ref long position, EventGapReason behind)
    {
        lock (_lock)
        {
            if (position < Dropped)
            {
                var missed = Dropped - position;
                position = Dropped;
                return (ToEvent(new EventGap(behind, missed), position), null);
            }

            if (position < _last)
            {
                return (After(position++), null);
            }

            // One that nobody waits for any more is left to the next reader: readers never add up here.
            return (null, _closed ? null : (_news ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task);
        }
    }

    private bool IsKnown(EventCursor cursor) => cursor.Run == _run && cursor.Sequence >= 0 && cursor.Sequence <= _last;

    private ControllerEvent After(long position) => _ring[position % _ring.Length];

    private ControllerEvent ToEvent(EventGap gap, long position) =>
        new(new EventCursor(_run, position), _time.GetUtcNow(), ControllerEventKind.Gap) { Gap = gap };
}

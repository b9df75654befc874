namespace NetController.Store.LiteDb;

/// <summary>The changes that wait for the writer. While one group is being written the next one gathers here.</summary>
/// <remarks>Safe to call from several threads; one thread takes. A writer without work sleeps.</remarks>
internal sealed class CommitQueue
{
    // Large enough that nobody waits twice, small enough to keep a transaction small.
    private const int MostTogether = 128;

    private readonly object _gate = new();
    private readonly Queue<PendingCommit> _waiting = new();
    private bool _closed;

    /// <summary>Adds a change; false once the queue is closed.</summary>
    public bool TryAdd(PendingCommit commit)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            _waiting.Enqueue(commit);
            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Lets the writer ask anew how long it waits.</summary>
    public void Nudge()
    {
        lock (_gate)
        {
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Takes no more changes; those that wait are still written.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits for changes and takes them together.</summary>
    /// <param name="patience">How long it waits; asked again after each <see cref="Nudge"/>.</param>
    /// <returns>Empty where none has come in that time; null once the queue is closed and empty.</returns>
    public IReadOnlyList<PendingCommit>? Take(Func<TimeSpan> patience)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                if (_closed)
                {
                    return null;
                }

                if (!Monitor.Wait(_gate, patience()))
                {
                    break;
                }
            }

            var together = new List<PendingCommit>(Math.Min(_waiting.Count, MostTogether));
            while (together.Count < MostTogether && _waiting.TryDequeue(out var next))
            {
                together.Add(next);
            }

            return together;
        }
    }
}

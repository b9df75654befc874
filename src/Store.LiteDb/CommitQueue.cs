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

    /// <summary>Takes no more changes; those that wait are still written.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits for changes and takes them together; none once the queue is closed and empty.</summary>
    public IReadOnlyList<PendingCommit> Take()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_closed)
            {
                Monitor.Wait(_gate);
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

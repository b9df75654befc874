using Microsoft.Extensions.Logging;
using NetController.Store.LiteDb.Database;
using NetController.Store.LiteDb.Records;
using NetController.Store.LiteDb.Recovery;
using NetController.Store.LiteDb.Snapshot;

namespace NetController.Store.LiteDb;

/// <summary>
/// Writes changes, several together: first to the snapshot, then to the database. A change of endpoints or sandboxes alone goes to the
/// snapshot without waiting for the disk, which survives a kill, and to the database with the next change that must survive a power cut.
/// What takes long and can wait, which is the database after many such changes and the snapshot as a whole, is written when nobody waits
/// (<see cref="CatchUp"/>), or when it is overdue.
/// </summary>
/// <remarks>
/// Used by one thread, which alone touches the database; only <see cref="TryAppend"/>, and what tells the state of things, may be called by any.
/// </remarks>
internal sealed class StateWriter(OpenedState opened, string directory, ILogger logger) : IDisposable
{
    // Bounds what a start has to take over from the snapshot into the database: when that is due, and when it waits no longer.
    private const int ManyDeferred = 256;
    private const int MostDeferred = 1024;

    // Held by whoever writes.
    private readonly Lock _turn = new();

    // What the snapshot has and the database has not.
    private readonly List<EncodedChange> _deferred = [];
    private StateContent _content = opened.Content;
    private Digest _digest = opened.Digest;
    private long _generation = opened.Generation;

    // The snapshot's length before a write that has not succeeded; null where there is nothing to take back.
    private long? _cutBackTo;

    private bool _isClosed;

    // The generation at which the snapshot could not be written anew.
    private long? _failed;

    /// <summary>The content as of the last change written.</summary>
    public StateContent Content => Volatile.Read(ref _content);

    /// <summary>The number of the last change written.</summary>
    public long Generation => Volatile.Read(ref _generation);

    /// <summary>Whether there is something for <see cref="CatchUp"/>. What failed is tried again after the next change.</summary>
    public bool IsDue
    {
        get
        {
            lock (_turn)
            {
                return IsDueInTurn;
            }
        }
    }

    /// <summary>
    /// Writes a change at once where that takes nothing but a line at the end of the snapshot, and nobody is writing: another thread's help costs
    /// many times what the line does.
    /// </summary>
    /// <param name="change">The change.</param>
    /// <param name="encoded">The same as it is written.</param>
    /// <param name="isDue">Whether there is something for <see cref="CatchUp"/> now.</param>
    /// <returns>False where the change has yet to be written, by <see cref="Write(IReadOnlyList{PendingCommit})"/>.</returns>
    public bool TryAppend(StateChange change, EncodedChange encoded, out bool isDue)
    {
        isDue = false;
        if (encoded.OutlivesReboot || !_turn.TryEnter())
        {
            return false;
        }

        try
        {
            if (_isClosed || _cutBackTo is not null || opened.Snapshot.IsOverdue || _deferred.Count + 1 >= MostDeferred)
            {
                return false;
            }

            var content = _content.Apply(change);
            Write(encoded);
            Volatile.Write(ref _content, content);
            isDue = IsDueInTurn;
            return true;
        }
        catch (Exception)
        {
            // The writer's thread takes back what was written, tries once more, and tells if it is refused again.
            return false;
        }
        finally
        {
            _turn.Exit();
        }
    }

    /// <summary>Writes a group of changes and answers those who wait: all of it is in force, or nothing.</summary>
    public void Write(IReadOnlyList<PendingCommit> waiting)
    {
        lock (_turn)
        {
            WriteInTurn(waiting);
        }
    }

    private void WriteInTurn(IReadOnlyList<PendingCommit> waiting)
    {
        var group = waiting.Where(static commit => !Cancelled(commit)).ToList();
        if (group.Count == 0)
        {
            return;
        }

        try
        {
            Restore();
            var content = group.Aggregate(_content, static (content, commit) => content.Apply(commit.Change));
            Write(EncodedChange.Fold(group.ConvertAll(static commit => commit.Encoded)));
            Volatile.Write(ref _content, content);
        }
        catch (Exception error)
        {
            Refuse(group, error);
            return;
        }

        group.ForEach(static commit => commit.Completion.SetResult());
        RewriteSnapshot(when: opened.Snapshot.IsOverdue);
    }

    /// <summary>Brings the database up to date and writes the snapshot anew, so that the next start has less to do.</summary>
    public void CatchUp()
    {
        lock (_turn)
        {
            RewriteSnapshot(when: true);
        }
    }

    /// <summary>Brings the database up to date, writes the snapshot and closes all files.</summary>
    public void Dispose()
    {
        lock (_turn)
        {
            Close();
        }
    }

    private void Close()
    {
        _isClosed = true;
        try
        {
            Restore();
            RewriteSnapshot(when: opened.Snapshot.HasChanges);
        }
        catch (Exception error)
        {
            // All that was acknowledged is in the files; the next start takes it from there.
            StateLog.RestoreFailed(logger, error, directory);
        }
        finally
        {
            opened.Database.Dispose();
            opened.Snapshot.Dispose();
            opened.Lock.Dispose();
        }
    }

    private bool IsDueInTurn => _generation != _failed && (opened.Snapshot.IsDue || _deferred.Count >= ManyDeferred);

    private static bool Cancelled(PendingCommit commit) =>
        commit.Cancellation.IsCancellationRequested && commit.Completion.TrySetCanceled(commit.Cancellation);

    private void Write(EncodedChange change)
    {
        var meta = new DatabaseMeta(_content.Instance, _generation + 1, 0);
        var digest = _digest.After(change);
        _cutBackTo = opened.Snapshot.Length;
        opened.Snapshot.Append(new SnapshotChange(meta.Generation, digest.Value, change));
        _deferred.Add(change);
        try
        {
            if (change.OutlivesReboot || _deferred.Count >= MostDeferred)
            {
                WriteDatabase(meta with { Digest = digest.Value });
            }
        }
        catch
        {
            _deferred.Remove(change);
            throw;
        }

        _cutBackTo = null;
        _digest = digest;
        Volatile.Write(ref _generation, meta.Generation);
    }

    /// <summary>Brings the database up to date. The snapshot's lines reach the disk before it: an intact snapshot is never behind.</summary>
    private void WriteDatabase(DatabaseMeta meta)
    {
        opened.Snapshot.Sync();
        opened.Database.Write(EncodedChange.Fold(_deferred), meta);
        _deferred.Clear();
    }

    private void Refuse(List<PendingCommit> group, Exception error)
    {
        StateLog.WriteFailed(logger, error, directory);
        try
        {
            Restore();
        }
        catch (Exception second)
        {
            StateLog.RestoreFailed(logger, second, directory);
        }

        foreach (var commit in group)
        {
            commit.Completion.SetException(new ResourceUnavailableException(
                $"the state in '{directory}' could not be written: {error.Message}", "free space or mend the disk, then try again", error));
        }
    }

    /// <summary>Takes back what a failed write left; nothing where none did. The database first: it must never be ahead of the snapshot.</summary>
    private void Restore()
    {
        if (_cutBackTo is { } length)
        {
            opened.Database.Restore();
            opened.Snapshot.CutBack(length);
            _cutBackTo = null;
        }
    }

    private void RewriteSnapshot(bool when)
    {
        if (!when)
        {
            return;
        }

        try
        {
            var meta = new DatabaseMeta(_content.Instance, _generation, _digest.Value);
            if (_deferred.Count > 0)
            {
                // A snapshot of a later generation than the database's says that the database was replaced by an older one.
                _cutBackTo = opened.Snapshot.Length;
                WriteDatabase(meta);
                _cutBackTo = null;
            }

            var documents = RecordMapping.Encode(_content).ToList();
            opened.Snapshot.Rewrite(new SnapshotHeader(meta.Instance, meta.Generation, meta.Digest, documents.Count), documents);
        }
        catch (Exception error)
        {
            _failed = _generation;
            StateLog.RewriteFailed(logger, error, directory);
        }
    }
}

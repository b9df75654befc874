using Microsoft.Extensions.Logging;
using NetController.Store.LiteDb.Files;
using NetController.Store.LiteDb.Recovery;

namespace NetController.Store.LiteDb;

/// <summary>The one thread that opens and closes a store and writes its database: LiteDB binds transactions to threads and breaks under concurrent writers.</summary>
internal sealed class StateThread(IStateFolder folder, StateStoreContext context, ILogger logger)
{
    // One change of an operation follows another sooner than this, so that what can wait stands in no operation's way.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    private readonly CommitQueue _queue = new();
    private readonly TaskCompletionSource<LiteDbStateStore> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts the thread; the task completes when the store is open.</summary>
    public Task<LiteDbStateStore> Start()
    {
        new Thread(Run) { IsBackground = true, Name = "netctl-store" }.Start();
        return _opened.Task;
    }

    private void Run()
    {
        try
        {
            using var writer = Open();
            while (_queue.Take(() => writer.IsDue ? Quiet : Timeout.InfiniteTimeSpan) is { } waiting)
            {
                if (waiting.Count > 0)
                {
                    Write(writer, waiting);
                }
                else
                {
                    CatchUp(writer);
                }
            }
        }
        catch (Exception error)
        {
            _opened.TrySetException(error);
        }
        finally
        {
            RefuseWhatWaits();
            _closed.SetResult();
        }
    }

    private static void CatchUp(StateWriter writer)
    {
        try
        {
            writer.CatchUp();
        }
        catch (Exception)
        {
            // As with a write it is another's failure. Nobody waits, and what could not be done is tried again after the next change.
        }
    }

    /// <summary>However the thread ends, nobody waits for it for ever.</summary>
    private void RefuseWhatWaits()
    {
        _queue.Close();
        while (_queue.Take(static () => Timeout.InfiniteTimeSpan) is { } waiting)
        {
            foreach (var commit in waiting)
            {
                commit.Completion.TrySetException(new ObjectDisposedException(nameof(LiteDbStateStore)));
            }
        }
    }

    private void Write(StateWriter writer, IReadOnlyList<PendingCommit> waiting)
    {
        try
        {
            writer.Write(waiting);
        }
        catch (Exception error)
        {
            // The writer answers every failure of the disk; this is another's, such as the host's logger, and nobody may wait for ever.
            foreach (var commit in waiting)
            {
                commit.Completion.TrySetException(new OperationFailedException($"writing the state in '{folder.Path}'", error));
            }
        }
    }

    private StateWriter Open()
    {
        var start = context.Time.GetTimestamp();
        var opened = new StateOpener(folder, context).Open();
        var writer = new StateWriter(opened, folder.Path, logger);
        foreach (var finding in opened.Opening.Findings)
        {
            StateLog.Found(logger, folder.Path, finding);
        }

        StateLog.Opened(
            logger, folder.Path, opened.Generation, opened.Content.Networks.Count, context.Time.GetElapsedTime(start).TotalMilliseconds);
        _opened.SetResult(new LiteDbStateStore(_queue, writer, opened.Opening, _closed.Task));
        return writer;
    }
}

using Microsoft.Extensions.Logging;
using NetController.Store.LiteDb.Files;
using NetController.Store.LiteDb.Recovery;

namespace NetController.Store.LiteDb;

/// <summary>The one thread that opens, writes and closes a store: LiteDB binds transactions to threads and breaks under concurrent writers.</summary>
internal sealed class StateThread(IStateFolder folder, StateStoreContext context, ILogger logger)
{
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
            while (_queue.Take() is { Count: > 0 } waiting)
            {
                writer.Write(waiting);
            }
        }
        catch (Exception error)
        {
            // The opening's own failures; a store once open answers each change with its failure.
            _opened.TrySetException(error);
        }

        _closed.SetResult();
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

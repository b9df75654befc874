using Microsoft.Extensions.Logging;
using NetController.Store.LiteDb.Files;
using NetController.Store.LiteDb.Records;

namespace NetController.Store.LiteDb;

/// <summary>
/// The embedded store: a LiteDB file, <c>networks.db</c>, and beside it the same content as checksummed JSON lines,
/// <c>networks.snapshot</c>, which a start falls back to when the database is damaged. A damaged file never stops a start: it is set aside
/// as <c>NAME.corrupt-TIME</c> and reported in <see cref="Opening"/>.
/// </summary>
/// <remarks>
/// Safe to call from several threads. A change that touches a network or a host change survives a power cut once it is acknowledged; one of
/// endpoints and sandboxes alone, or of a network that is only being made or taken apart, which outlive no reboot, survives a kill. A change that the disk refuses is not in force, neither now
/// nor after a restart, and the store goes on with the next one; only where the disk refuses to take the torn write back as well is that
/// decided at the next start.
/// </remarks>
public sealed class LiteDbStateStore : IStateStore
{
    private readonly CommitQueue _queue;
    private readonly StateWriter _writer;
    private readonly Task _closed;

    internal LiteDbStateStore(CommitQueue queue, StateWriter writer, StoreOpening opening, Task closed) =>
        (_queue, _writer, Opening, _closed) = (queue, writer, opening, closed);

    /// <inheritdoc/>
    public StoreOpening Opening { get; }

    /// <inheritdoc/>
    public StateContent Content => _writer.Content;

    /// <summary>The number of the last transaction; changes that wait together share one.</summary>
    public long Generation => _writer.Generation;

    /// <summary>Opens the store in a folder, which is made, for its owner alone, where it is missing; a <see cref="StateStoreFactory"/>.</summary>
    /// <param name="context">The folder and what the store needs from its host.</param>
    /// <param name="cancellationToken">Observed before the opening begins.</param>
    /// <exception cref="ObjectNotFoundException">Nothing is stored there and <see cref="StateStoreContext.CreateIfMissing"/> is false.</exception>
    /// <exception cref="ResourceUnavailableException">Another process has it open (the message names it), a newer program wrote it, or the folder cannot be used.</exception>
    public static async ValueTask<IStateStore> OpenAsync(StateStoreContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return await OpenAsync(new DiskFolder(context.Directory), context, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask CommitAsync(StateChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        cancellationToken.ThrowIfCancellationRequested();
        var encoded = EncodedChange.Of(change);
        if (_writer.TryAppend(change, encoded, out var isDue))
        {
            if (isDue)
            {
                _queue.Nudge();
            }

            return;
        }

        var commit = new PendingCommit(change, encoded, cancellationToken);
        ObjectDisposedException.ThrowIf(!_queue.TryAdd(commit), this);
        await commit.Completion.Task.ConfigureAwait(false);
    }

    /// <summary>Writes the changes that wait, then the snapshot, and lets go of the folder. A second call waits for the first.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _closed.ConfigureAwait(false);
    }

    internal static async ValueTask<LiteDbStateStore> OpenAsync(IStateFolder folder, StateStoreContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var thread = new StateThread(folder, context, context.LoggerFactory.CreateLogger<LiteDbStateStore>());
        return await thread.Start().ConfigureAwait(false);
    }
}

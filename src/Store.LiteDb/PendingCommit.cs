using NetController.Store.LiteDb.Records;

namespace NetController.Store.LiteDb;

/// <summary>A change on its way to the disk, and whoever waits for it.</summary>
/// <param name="Change">The change.</param>
/// <param name="Encoded">The same as it is written.</param>
/// <param name="Cancellation">Ends the wait as long as the writer has not begun.</param>
internal sealed record PendingCommit(StateChange Change, EncodedChange Encoded, CancellationToken Cancellation)
{
    /// <summary>Completes when the change is durable or refused. What goes on then does not run on the writer's thread.</summary>
    public TaskCompletionSource Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

using System.Collections.Immutable;

namespace NetController;

/// <content>What happens, as it happens.</content>
public sealed partial class NetworkController
{
    /// <summary>
    /// The place after the newest event. To keep a picture of networks, endpoints and sandboxes without missing anything: take this, list
    /// them, then watch from here.
    /// </summary>
    public EventCursor EventCursor => _services.Events.End;

    /// <summary>The latest events, the oldest first; at most <see cref="NetworkControllerOptions.EventJournalLength"/>.</summary>
    public ImmutableArray<ControllerEvent> RecentEvents => _services.Events.Kept;

    /// <summary>
    /// The events after a place that are kept now, the oldest first, and nothing that is still to happen. Where some are no longer kept, an event
    /// of kind <see cref="ControllerEventKind.Gap"/> stands before the rest, as <see cref="WatchEventsAsync"/> gives it.
    /// </summary>
    /// <param name="after">The place.</param>
    public ImmutableArray<ControllerEvent> GetEventsAfter(EventCursor after) => _services.Events.KeptAfter(after);

    /// <summary>
    /// Gives the events after a place, and then each one as it happens (<c>netctl events</c>, <c>docker events</c>), until the controller is
    /// disposed of. Any number may watch: no reader holds up the controller or another reader, or costs it memory.
    /// </summary>
    /// <remarks>
    /// Where events cannot be given because they are no longer kept (the cursor is too old or of another run, or the reader is too slow), an
    /// event of kind <see cref="ControllerEventKind.Gap"/> says so in their place and the oldest that is kept follows: the reader lists anew.
    /// </remarks>
    /// <param name="after">The place; null for what happens after this call.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IAsyncEnumerable<ControllerEvent> WatchEventsAsync(EventCursor? after = null, CancellationToken cancellationToken = default) =>
        _services.Events.WatchAsync(after, cancellationToken);
}

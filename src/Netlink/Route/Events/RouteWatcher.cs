using NetController.Netlink.Events;

namespace NetController.Netlink;

/// <summary>
/// A subscription to changes of links, addresses, routes and neighbours in one network namespace; <c>ip monitor</c> (rtnetlink(7)). From <see cref="Open"/> on the kernel queues them, also while
/// nobody reads.
/// </summary>
/// <remarks>
/// To know a state and its changes without a gap, open the watcher first, then list, then read: changes that the list holds already may come again, none is missing. Upon
/// <see cref="RouteEvent.Overrun"/> list again. <see cref="RouteMirror"/> does all of this.
/// <para>One reader at a time. <see cref="Dispose"/> may be called from any thread and ends the reading. It stays in the namespace it was opened in, whichever thread reads.</para>
/// </remarks>
public sealed class RouteWatcher : IDisposable
{
    private readonly EventStream<RouteEvent> _stream;

    internal RouteWatcher(EventStream<RouteEvent> stream) => _stream = stream;

    /// <summary>Subscribes.</summary>
    /// <param name="groups">What to; at least one.</param>
    /// <param name="inNamespace">The namespace to watch, or null for the caller's. It may be disposed afterwards.</param>
    /// <param name="options">Options, or null for the defaults.</param>
    /// <returns>The watcher, to be disposed by the caller.</returns>
    /// <exception cref="ArgumentException">There is no group, or one that does not exist.</exception>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    /// <exception cref="NetworkNamespaceException">The namespace could not be entered.</exception>
    public static RouteWatcher Open(RouteGroups groups, NetworkNamespace? inNamespace = null, WatchOptions? options = null) =>
        new(OpenStream(RouteAnnouncements.Of(groups), inNamespace, options, new RouteEventDecoder()));

    /// <summary>Reads the changes in the kernel's order, waiting for them without a thread, until the watcher is disposed.</summary>
    /// <param name="cancellationToken">Ends the reading with <see cref="OperationCanceledException"/>; the watcher stays usable, and a later reading goes on where this one stopped.</param>
    /// <returns>The changes.</returns>
    /// <exception cref="NetlinkProtocolException">A message made no sense. A later reading goes on behind it; list before, since what it said is lost.</exception>
    /// <exception cref="InvalidOperationException">The changes are being read already.</exception>
    /// <exception cref="ObjectDisposedException">The watcher has been disposed before.</exception>
    public IAsyncEnumerable<RouteEvent> ReadAllAsync(CancellationToken cancellationToken = default) => _stream.ReadAllAsync(cancellationToken);

    /// <summary>Ends the subscription, and a reading that is under way without an exception.</summary>
    public void Dispose() => _stream.Dispose();

    internal static EventStream<RouteEvent> OpenStream(
        ReadOnlySpan<int> multicastGroups, NetworkNamespace? inNamespace, WatchOptions? options, IEventDecoder<RouteEvent> decoder) =>
        EventStream<RouteEvent>.Open(NetlinkProtocol.Route, multicastGroups, inNamespace, options ?? new WatchOptions(), decoder);
}

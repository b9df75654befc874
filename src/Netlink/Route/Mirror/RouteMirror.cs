using System.Diagnostics.CodeAnalysis;
using NetController.Netlink.Events;
using NetController.Netlink.Mirror;

namespace NetController.Netlink;

/// <summary>
/// Links, addresses, routes and neighbours of one network namespace as they are, kept up to date: the list and the changes to it without a gap between them. Subscribing, listing, listing again
/// after an overrun, and finding out what the kernel does not announce are its own affair.
/// </summary>
/// <remarks>
/// The tables change only while <see cref="FollowAsync"/> is being read: read them between two changes, on the thread that reads. Shortly after <see cref="Open"/> and after an overrun a table may for a
/// moment be taken back to what was announced before the list was made; when all that has happened is read, it is as the kernel's.
/// <para>One reader at a time. <see cref="Dispose"/> may be called from any thread and ends the reading.</para>
/// </remarks>
/// <example>
/// <code>
/// using var mirror = RouteMirror.Open(RouteGroups.Links | RouteGroups.Addresses);
/// foreach (var link in mirror.Links.Values) { … }
/// await foreach (var change in mirror.FollowAsync(cancellationToken)) { … }
/// </code>
/// </example>
public sealed class RouteMirror : IDisposable
{
    private readonly RouteConnection _kernel;
    private readonly EventStream<RouteEvent> _stream;
    private readonly MirrorTables _tables;

    private RouteMirror(RouteConnection kernel, EventStream<RouteEvent> stream, MirrorTables tables)
    {
        _kernel = kernel;
        _stream = stream;
        _tables = tables;
    }

    /// <summary>The links by number; empty without <see cref="RouteGroups.Links"/>.</summary>
    public IReadOnlyDictionary<LinkIndex, Link> Links => _tables.Links.Items;

    /// <summary>The addresses, in no particular order; empty without <see cref="RouteGroups.Addresses"/>.</summary>
    public IReadOnlyCollection<LinkAddress> Addresses => (IReadOnlyCollection<LinkAddress>)_tables.Addresses.Items.Values;

    /// <summary>The routes of all tables, in no particular order; empty without <see cref="RouteGroups.Routes"/>.</summary>
    public IReadOnlyCollection<Route> Routes => _tables.Routes;

    /// <summary>
    /// The neighbours that are no proxies, in no particular order; empty without <see cref="RouteGroups.Neighbours"/>. The kernel does not announce those that it is only looking for,
    /// so of them those are missing which came up since the list was made.
    /// </summary>
    public IReadOnlyCollection<Neighbour> Neighbours => (IReadOnlyCollection<Neighbour>)_tables.Neighbours.Items.Values;

    /// <summary>Subscribes, and lists what there is.</summary>
    /// <param name="groups">What to mirror; at least one.</param>
    /// <param name="inNamespace">The namespace to look at, or null for the caller's. It may be disposed afterwards.</param>
    /// <param name="options">Options of the subscription, or null for the defaults.</param>
    /// <returns>The mirror with its tables filled, to be disposed by the caller.</returns>
    /// <exception cref="ArgumentException">There is no group, or one that does not exist.</exception>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    /// <exception cref="NetworkNamespaceException">The namespace could not be entered.</exception>
    /// <exception cref="DumpInterruptedException">Something kept changing while it was listed, a hundred times.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The mirror owns them, and they are disposed where there is none.")]
    public static RouteMirror Open(RouteGroups groups, NetworkNamespace? inNamespace = null, WatchOptions? options = null)
    {
        var announcements = RouteAnnouncements.NeededFor(groups);
        var kernel = RouteConnection.Open(inNamespace, new NetlinkSocketOptions { DumpAttempts = 100, Tracer = options?.Tracer });
        EventStream<RouteEvent>? stream = null;
        try
        {
            var tables = new MirrorTables(kernel, groups);
            stream = RouteWatcher.OpenStream(announcements, inNamespace, options, new MirrorDecoder(tables));
            tables.ListAll();
            tables.Differences.Clear();
            return new RouteMirror(kernel, stream, tables);
        }
        catch
        {
            stream?.Dispose();
            kernel.Dispose();
            throw;
        }
    }

    /// <summary>Reads the changes, each after the tables show it, waiting for them without a thread, until the mirror is disposed.</summary>
    /// <remarks>
    /// What changes nothing in the tables is left out. Routes that go without an announcement are told of as <see cref="RouteEvent.RouteDeleted"/> all the same.
    /// After <see cref="RouteEvent.Overrun"/> the tables are right already, and what differs from before follows as changes.
    /// </remarks>
    /// <param name="cancellationToken">Ends the reading with <see cref="OperationCanceledException"/>; the mirror stays usable, and a later reading goes on where this one stopped.</param>
    /// <returns>The changes.</returns>
    /// <exception cref="NetlinkProtocolException">A message made no sense; open another mirror.</exception>
    /// <exception cref="DumpInterruptedException">Something kept changing while it had to be listed again, a hundred times; a later reading tries again.</exception>
    /// <exception cref="InvalidOperationException">The changes are being read already.</exception>
    /// <exception cref="ObjectDisposedException">The mirror has been disposed before.</exception>
    public IAsyncEnumerable<RouteEvent> FollowAsync(CancellationToken cancellationToken = default) => _stream.ReadAllAsync(cancellationToken);

    /// <summary>Ends the subscription, and a reading that is under way without an exception. The tables stay as they are.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        _kernel.Dispose();
    }
}

using NetController.Netlink.Events;
using NetController.Netlink.Wire;

namespace NetController.Netlink.Conntrack;

/// <summary>
/// A subscription to the beginning, changing and ending of flows in one network namespace; <c>conntrack -E</c>. From <see cref="Open"/> on the kernel queues them, also while nobody
/// reads.
/// </summary>
/// <remarks>
/// <para>
/// With the sysctl <c>net.netfilter.nf_conntrack_events</c> at 2, its default from Linux 5.19 on, the kernel announces only flows that began while somebody watched; at 1 it announces all.
/// </para>
/// <para>
/// A busy machine begins tens of thousands of flows a second: ask for a large <see cref="WatchOptions.KernelReceiveBuffer"/>, and list again upon <see cref="ConntrackEvent.Overrun"/>.
/// </para>
/// <para>One reader at a time. <see cref="Dispose"/> may be called from any thread and ends the reading. It stays in the namespace it was opened in, whichever thread reads.</para>
/// </remarks>
public sealed class ConntrackWatcher : IDisposable
{
    private readonly EventStream<ConntrackEvent> _stream;

    internal ConntrackWatcher(EventStream<ConntrackEvent> stream) => _stream = stream;

    /// <summary>Subscribes.</summary>
    /// <param name="groups">What to; at least one.</param>
    /// <param name="inNamespace">The namespace to watch, or null for the caller's. It may be disposed afterwards.</param>
    /// <param name="options">Options, or null for the defaults.</param>
    /// <returns>The watcher, to be disposed by the caller.</returns>
    /// <exception cref="ArgumentException">There is no group, or one that does not exist.</exception>
    /// <exception cref="ConntrackUnavailableException">The kernel has no connection tracking, or not for programs; the message says what to load.</exception>
    /// <exception cref="NetlinkException">The kernel refused: <see cref="Errno.EPERM"/> without CAP_NET_ADMIN.</exception>
    /// <exception cref="NetworkNamespaceException">The namespace could not be entered.</exception>
    public static ConntrackWatcher Open(ConntrackGroups groups = ConntrackGroups.All, NetworkNamespace? inNamespace = null, WatchOptions? options = null)
    {
        if (groups is ConntrackGroups.None || (groups & ~ConntrackGroups.All) != 0)
        {
            throw new ArgumentException($"{groups} names no group to subscribe to, or one that does not exist.", nameof(groups));
        }

        // The groups can be joined in a kernel that will never send anything to them; a connection finds out.
        ConntrackConnection.Open(inNamespace).Dispose();
        Span<int> numbers = stackalloc int[3];
        var count = 0;
        foreach (var (group, number) in (ReadOnlySpan<(ConntrackGroups, NFNLGRP)>)
            [
                (ConntrackGroups.Begun, NFNLGRP.CONNTRACK_NEW), (ConntrackGroups.Changed, NFNLGRP.CONNTRACK_UPDATE), (ConntrackGroups.Ended, NFNLGRP.CONNTRACK_DESTROY),
            ])
        {
            if (groups.HasFlag(group))
            {
                numbers[count++] = (int)number;
            }
        }

        return new ConntrackWatcher(
            EventStream<ConntrackEvent>.Open(NetlinkProtocol.Netfilter, numbers[..count], inNamespace, options ?? new WatchOptions(), new ConntrackEventDecoder()));
    }

    /// <summary>Reads what happens in the kernel's order, waiting for it without a thread, until the watcher is disposed.</summary>
    /// <param name="cancellationToken">Ends the reading with <see cref="OperationCanceledException"/>; the watcher stays usable, and a later reading goes on where this one stopped.</param>
    /// <returns>What happened.</returns>
    /// <exception cref="NetlinkProtocolException">A message made no sense. A later reading goes on behind it; list before, since what it said is lost.</exception>
    /// <exception cref="InvalidOperationException">The events are being read already.</exception>
    /// <exception cref="ObjectDisposedException">The watcher has been disposed before.</exception>
    public IAsyncEnumerable<ConntrackEvent> ReadAllAsync(CancellationToken cancellationToken = default) => _stream.ReadAllAsync(cancellationToken);

    /// <summary>Ends the subscription, and a reading that is under way without an exception.</summary>
    public void Dispose() => _stream.Dispose();
}

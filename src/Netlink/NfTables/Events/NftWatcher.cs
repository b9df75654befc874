using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using NetController.Netlink.Events;
using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>
/// A subscription to changes of the ruleset of one network namespace; <c>nft monitor</c>. From <see cref="Open"/> on the kernel queues them, also while nobody reads. It takes
/// CAP_NET_ADMIN in the namespace.
/// </summary>
/// <remarks>One reader at a time. <see cref="Dispose"/> may be called from any thread and ends the reading. It stays in the namespace it was opened in, whichever thread reads.</remarks>
public sealed class NftWatcher : IDisposable
{
    private readonly NftConnection _kernel;
    private readonly EventStream<NftEvent> _stream;

    internal NftWatcher(NftConnection kernel, EventStream<NftEvent> stream)
    {
        _kernel = kernel;
        _stream = stream;
    }

    /// <summary>Subscribes.</summary>
    /// <param name="inNamespace">The namespace to watch, or null for the caller's. It may be disposed afterwards.</param>
    /// <param name="options">Options, or null for the defaults.</param>
    /// <returns>The watcher, to be disposed by the caller.</returns>
    /// <exception cref="NetlinkException">The kernel refused: <see cref="Errno.EPERM"/> without CAP_NET_ADMIN.</exception>
    /// <exception cref="NetworkNamespaceException">The namespace could not be entered.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The watcher owns them, and they are disposed where there is none.")]
    public static NftWatcher Open(NetworkNamespace? inNamespace = null, WatchOptions? options = null)
    {
        options ??= new WatchOptions();
        var kernel = NftConnection.Open(inNamespace, new NetlinkSocketOptions { DumpAttempts = 100, Tracer = options.Tracer });
        try
        {
            var stream = EventStream<NftEvent>.Open(NetlinkProtocol.Netfilter, [(int)NFNLGRP.NFTABLES], inNamespace, options, new NftEventDecoder());
            return new NftWatcher(kernel, stream);
        }
        catch
        {
            kernel.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Reads the transactions as the kernel announces them, waiting for them without a thread, until the watcher is disposed. Upon <see cref="NftEvent.Overrun"/> the reader has to read the
    /// ruleset again; <see cref="FollowAsync"/> does that by itself.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading with <see cref="OperationCanceledException"/>; the watcher stays usable, and a later reading goes on where this one stopped.</param>
    /// <returns>The transactions.</returns>
    /// <exception cref="NetlinkProtocolException">A message made no sense. A later reading goes on behind it; read the ruleset before, since what it said is lost.</exception>
    /// <exception cref="InvalidOperationException">The transactions are being read already.</exception>
    /// <exception cref="ObjectDisposedException">The watcher has been disposed before.</exception>
    public IAsyncEnumerable<NftEvent> ReadAllAsync(CancellationToken cancellationToken = default) => _stream.ReadAllAsync(cancellationToken);

    /// <summary>
    /// Reads the ruleset, and then the transactions since, without a gap and without one that the ruleset holds already: the generation tells. After an overrun the ruleset is told again.
    /// </summary>
    /// <inheritdoc cref="ReadAllAsync" path="/param"/>
    /// <returns>A <see cref="NftEvent.Snapshot"/>, <see cref="NftEvent.Transaction">transactions</see>, and another snapshot wherever transactions were lost.</returns>
    /// <exception cref="DumpInterruptedException">The ruleset kept changing while it was read, a hundred times.</exception>
    /// <exception cref="NetlinkException">The kernel refused to list the ruleset.</exception>
    /// <exception cref="NetlinkProtocolException">A message made no sense. A later reading begins with the ruleset.</exception>
    /// <exception cref="InvalidOperationException">The transactions are being read already.</exception>
    /// <exception cref="ObjectDisposedException">The watcher has been disposed before.</exception>
    public async IAsyncEnumerable<NftEvent> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var ruleset = _kernel.ReadRuleset();
        yield return new NftEvent.Snapshot(ruleset);
        await foreach (var change in _stream.ReadAllAsync(cancellationToken, isUnderWay: true).ConfigureAwait(false))
        {
            switch (change)
            {
                case NftEvent.Transaction transaction when !IsLater(transaction.Generation, ruleset.Generation):
                    break;
                case NftEvent.Overrun:
                    if (ReadAgain() is not { } again)
                    {
                        yield break;
                    }

                    ruleset = again;
                    yield return new NftEvent.Snapshot(ruleset);
                    break;
                default:
                    yield return change;
                    break;
            }
        }
    }

    /// <summary>Ends the subscription, and a reading that is under way without an exception.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        _kernel.Dispose();
    }

    /// <summary>Reads the ruleset, or nothing when the watcher is disposed meanwhile.</summary>
    private NftRuleset? ReadAgain()
    {
        try
        {
            return _kernel.ReadRuleset();
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>Compares numbers that begin anew after the largest.</summary>
    private static bool IsLater(uint generation, uint than) => unchecked((int)(generation - than)) > 0;
}

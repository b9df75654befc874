using System.Net.Sockets;
using System.Runtime.CompilerServices;
using NetController.Netlink.Diagnostics;
using NetController.Netlink.Interop;
using NetController.Netlink.Sockets;
using NetController.Netlink.Wire;

namespace NetController.Netlink.Events;

/// <summary>
/// A subscription: receives the kernel's multicast messages, and turns them into events one by one as they are asked for. The one place that knows about foreign senders,
/// truncation, overrun, waiting, cancellation and closing.
/// </summary>
/// <remarks>
/// It never sends: lists are made on another socket. Events are decoded straight from the receive buffer, so nothing is allocated but the events. The socket is received from
/// without waiting until it is empty, and only then waited for.
/// </remarks>
/// <typeparam name="TEvent">The base of the events.</typeparam>
internal sealed class EventStream<TEvent> : IDisposable
    where TEvent : class
{
    private const int LargestBuffer = 1024 * 1024;

    private readonly INetlinkTransport _transport;
    private readonly IReceiveSignal _signal;
    private readonly IEventDecoder<TEvent> _decoder;
    private byte[] _buffer;
    private int _start;
    private int _end;
    private int _inUse;
    private volatile bool _disposed;

    /// <summary>Takes over transport and signal, which it disposes.</summary>
    internal EventStream(INetlinkTransport transport, IReceiveSignal signal, IEventDecoder<TEvent> decoder, int bufferSize)
    {
        _transport = transport;
        _signal = signal;
        _decoder = decoder;
        _buffer = GC.AllocateUninitializedArray<byte>(bufferSize);
    }

    /// <summary>Subscribes to groups; from the return on no event of theirs is missed without being reported.</summary>
    /// <exception cref="NetlinkException">The kernel refused: <see cref="Errno.EPERM"/> for netfilter groups without CAP_NET_ADMIN.</exception>
    /// <exception cref="NetworkNamespaceException">The namespace could not be entered.</exception>
    internal static EventStream<TEvent> Open(
        NetlinkProtocol protocol, ReadOnlySpan<int> groups, NetworkNamespace? inNamespace, WatchOptions options, IEventDecoder<TEvent> decoder)
    {
        var settings = new NetlinkSocketOptions { KernelReceiveBuffer = options.KernelReceiveBuffer };
        var transport = KernelTransport.Open(protocol, inNamespace, settings, out Socket socket);
        var stream = new EventStream<TEvent>(TracingTransport.Around(transport, protocol, options.Tracer), new SocketSignal(socket), decoder, options.ReceiveBufferSize);
        try
        {
            foreach (var group in groups)
            {
                transport.Join(group);
            }

            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads events until the stream is disposed. One enumeration at a time; a later one goes on where the earlier one stopped.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <param name="isUnderWay">The caller's own enumeration has begun already: disposal since then ends it, as it ends this one.</param>
    internal async IAsyncEnumerable<TEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken, bool isUnderWay = false)
    {
        ObjectDisposedException.ThrowIf(_disposed && !isUnderWay, this);
        if (Interlocked.CompareExchange(ref _inUse, 1, 0) != 0)
        {
            throw new InvalidOperationException("The events of this subscription are being read already: one reader at a time.");
        }

        try
        {
            while (!_disposed)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (await NextAsync(cancellationToken).ConfigureAwait(false) is { } next)
                {
                    yield return next;
                }
            }
        }
        finally
        {
            Volatile.Write(ref _inUse, 0);
        }
    }

    /// <summary>Closes the socket. A reader that waits ends at once, without an exception.</summary>
    public void Dispose()
    {
        _disposed = true;
        _signal.Dispose();
        _transport.Dispose();
    }

    /// <summary>The next event, or null where there was none in what was looked at.</summary>
    private async ValueTask<TEvent?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            var error = Errno.None;
            var next = _decoder.Pending() ?? (_start < _end ? Decode() : Receive(out error));
            return next is null && error is Errno.EAGAIN
                ? _decoder.Idle() ?? Interpret(await _signal.WaitAsync(cancellationToken).ConfigureAwait(false))
                : next;
        }
        catch (ObjectDisposedException) when (_disposed)
        {
            // The decoder's connection is closed together with the stream, perhaps while it lists.
            return null;
        }
    }

    /// <summary>Takes the next message off the datagram at hand.</summary>
    private TEvent? Decode()
    {
        var rest = new ReadOnlySpan<byte>(_buffer, _start, _end - _start);

        // If the message makes no sense, neither does what follows it.
        _start = _end;
        var message = MessageReader.Take(ref rest);
        _start = _end - rest.Length;
        return (NLMSG)message.Type switch
        {
            NLMSG.OVERRUN => Overrun(),
            < NLMSG.MIN_TYPE => null,
            _ => _decoder.Decode(message),
        };
    }

    /// <summary>Takes the next datagram of the kernel's, if there is one.</summary>
    /// <param name="error"><see cref="Errno.EAGAIN"/> when there is none, else <see cref="Errno.None"/>.</param>
    private TEvent? Receive(out Errno error)
    {
        var received = TryReceive();
        error = received.Error is Errno.EAGAIN ? Errno.EAGAIN : Errno.None;
        if (received.Error is not (Errno.None or Errno.EAGAIN or Errno.EINTR))
        {
            return Interpret(received.Error);
        }

        if (received.Error is not Errno.None || received.SenderPortId != 0)
        {
            // Another process may send to this port; only the kernel is believed.
            return null;
        }

        if (received.Truncated)
        {
            _buffer = GC.AllocateUninitializedArray<byte>(Math.Max(_buffer.Length, Math.Min(_buffer.Length * 2, LargestBuffer)));
            return Lost(EventLoss.Truncated);
        }

        (_start, _end) = (0, received.Length);
        return null;
    }

    private ReceiveResult TryReceive()
    {
        try
        {
            return _transport.Receive(_buffer, wait: false);
        }
        catch (ObjectDisposedException)
        {
            return new ReceiveResult(Errno.ECANCELED);
        }
    }

    private TEvent? Interpret(Errno error) => error switch
    {
        Errno.None => null,
        Errno.ENOBUFS => Overrun(),
        _ when _disposed => null,
        _ => throw new NetlinkProtocolException($"receiving events failed with {ErrnoText.Describe(error)}"),
    };

    /// <summary>
    /// Empties the queue before the loss is reported. Once it has overflowed, the kernel drops all that follows, without a further error, until it is empty: a list that were
    /// made before would miss what is dropped after it.
    /// </summary>
    private TEvent Overrun()
    {
        while (TryReceive().Error is Errno.None or Errno.ENOBUFS or Errno.EINTR)
        {
        }

        return Lost(EventLoss.QueueFull);
    }

    private TEvent Lost(EventLoss loss)
    {
        (_start, _end) = (0, 0);
        return _decoder.Lost(loss);
    }
}

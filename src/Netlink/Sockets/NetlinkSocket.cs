using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using NetController.Netlink.Diagnostics;
using NetController.Netlink.Interop;
using NetController.Netlink.Protocol;
using NetController.Netlink.Sockets;

namespace NetController.Netlink;

/// <summary>
/// A netlink socket for requests (netlink(7)). Requests are synchronous: the kernel does the work inside the call, and the answer is there when it returns.
/// </summary>
/// <remarks>
/// <para>It has one owner and is not thread-safe. Use by two threads at once, or a request begun inside another, is detected and reported as <see cref="InvalidOperationException"/>.</para>
/// <para>It stays in the network namespace it was opened in, whichever thread uses it.</para>
/// <para>
/// Every answer is checked: sender, sequence, port, lengths, truncation, interrupted dumps. A socket whose stream is out of step is broken for good:
/// that request and all later ones throw <see cref="NetlinkProtocolException"/>.
/// </para>
/// </remarks>
public sealed class NetlinkSocket : IDisposable
{
    private readonly INetlinkTransport _transport;
    private readonly ReceiveLoop _loop;
    private readonly MessageBuilder _builder;
    private readonly int _dumpAttempts;
    private NetlinkProtocolException? _broken;
    private uint _sequence;
    private int _inUse;
    private bool _disposed;

    internal NetlinkSocket(INetlinkTransport transport, NetlinkSocketOptions options)
    {
        _transport = transport;
        _loop = new ReceiveLoop(transport, options.ReceiveBufferSize);
        _builder = new MessageBuilder(this);
        _dumpAttempts = options.DumpAttempts;
    }

    /// <summary>The address the kernel knows this socket by (<c>nl_pid</c>).</summary>
    public uint PortId => _transport.PortId;

    /// <summary>Opens a socket with strict checking and extended acknowledgements on; needs Linux 4.20 or newer.</summary>
    /// <param name="protocol">The subsystem to talk to.</param>
    /// <param name="inNamespace">The network namespace to open it in, or null for the caller's. It may be disposed afterwards.</param>
    /// <param name="options">Options, or null for the defaults.</param>
    /// <returns>The socket, to be disposed by the caller.</returns>
    /// <exception cref="NetlinkException">The kernel refused, or lacks the protocol or an option.</exception>
    /// <exception cref="NetworkNamespaceException">The namespace could not be entered: <see cref="Errno.EPERM"/> without CAP_SYS_ADMIN.</exception>
    public static NetlinkSocket Open(NetlinkProtocol protocol, NetworkNamespace? inNamespace = null, NetlinkSocketOptions? options = null)
    {
        options ??= new NetlinkSocketOptions();
        return new NetlinkSocket(TracingTransport.Around(KernelTransport.Open(protocol, inNamespace, options), protocol, options.Tracer), options);
    }

    /// <summary>Borrows the socket's builder for one datagram and begins the first request in it.</summary>
    /// <param name="type">The message type.</param>
    /// <param name="flags">Flags beyond those the socket sets itself.</param>
    /// <param name="operation">What an error of this request is reported as.</param>
    /// <returns>The builder; dispose it when the answer has been read.</returns>
    /// <exception cref="InvalidOperationException">A request is under way: another thread uses the socket, or this is a callback of one.</exception>
    /// <exception cref="NetlinkProtocolException">The socket is broken.</exception>
    /// <exception cref="ObjectDisposedException">The socket has been disposed.</exception>
    public MessageBuilder Begin(ushort type, MessageFlags flags, NetlinkOperation operation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Interlocked.CompareExchange(ref _inUse, 1, 0) != 0)
        {
            throw new InvalidOperationException(
                "A request is under way on this netlink socket. One socket serves one thread and one request at a time: give each thread its own.");
        }

        if (_broken is not null)
        {
            Release();
            throw new NetlinkProtocolException("This netlink socket is broken since an earlier request: dispose it and open another.", _broken);
        }

        _builder.Reset();
        _builder.Next(type, flags, operation);
        return _builder;
    }

    /// <summary>Sends the datagram and waits until the kernel has carried out all of its requests.</summary>
    /// <param name="request">The builder from <see cref="Begin"/>.</param>
    /// <exception cref="NetlinkException">A request failed; the exception is about the first that did, the others were carried out all the same.</exception>
    /// <exception cref="NetlinkProtocolException">The answer makes no sense; the socket is broken.</exception>
    public void Execute(MessageBuilder request)
    {
        var sink = default(NoSink);
        var outcome = Exchange(request, MessageFlags.Acknowledge, ReplyEnd.Acknowledgement, ref sink);
        ThrowIfFailed(outcome, request);
    }

    /// <summary>Sends the datagram, waits until the kernel has carried out all of its requests, and tells which of them failed.</summary>
    /// <remarks>The kernel's answer to a request that fails takes about a kilobyte of the socket's queue: keep to a hundred requests at a time.</remarks>
    /// <param name="request">The builder from <see cref="Begin"/>.</param>
    /// <returns>The failures in the order of the requests; empty when there is none.</returns>
    /// <exception cref="NetlinkProtocolException">The answer makes no sense; the socket is broken.</exception>
    public ImmutableArray<RequestFailure> ExecuteAll(MessageBuilder request)
    {
        var sink = default(NoSink);
        return ExecuteAllInto(request, ref sink);
    }

    /// <summary>As <see cref="ExecuteAll"/>, with what the kernel sends besides shown to a sink.</summary>
    internal ImmutableArray<RequestFailure> ExecuteAllInto<TSink>(MessageBuilder request, ref TSink sink)
        where TSink : IMessageSink, allows ref struct
    {
        var failures = new List<ReplyOutcome>();
        var outcome = Exchange(request, MessageFlags.Acknowledge, ReplyEnd.Acknowledgement, ref sink, failures);
        if (outcome.ParseFailure is not null)
        {
            ExceptionDispatchInfo.Throw(outcome.ParseFailure);
        }

        return [.. failures.Select(failure => new RequestFailure((int)(failure.FailedSequence - request.FirstSequence), ToException(failure, request)))];
    }

    /// <summary>The number of a link by its name, asked beside the datagrams; <see cref="Errno.ENODEV"/> where there is none.</summary>
    internal Errno FindLinkIndex(string name, out int index) => _transport.FindLinkIndex(name, out index);

    /// <summary>Whether there is a link of a number, asked beside the datagrams; <see cref="Errno.ENODEV"/> where there is none.</summary>
    internal Errno FindLink(int index) => _transport.FindLink(index);

    /// <summary>
    /// Sends a netfilter transaction: requests between a beginning and an ending message, which the kernel carries out all or not at all.
    /// Only the last of them is acknowledged, so the answer to one that succeeds fits into any queue.
    /// </summary>
    /// <exception cref="NetlinkException">A request failed; nothing was changed. The exception is about the first that did.</exception>
    /// <exception cref="NetlinkProtocolException">The answer makes no sense.</exception>
    internal void ExecuteBatch(MessageBuilder request) => TryExecuteBatch(request, Errno.None);

    /// <summary>As <see cref="ExecuteBatch"/>, except that one certain error is no exception; whether it was carried out.</summary>
    internal bool TryExecuteBatch(MessageBuilder request, Errno expected) => TryExecute(request, ReplyEnd.Batch, expected);

    /// <summary>As <see cref="Execute"/>, except that one certain error is no exception; whether it was carried out.</summary>
    internal bool TryExecute(MessageBuilder request, Errno expected) => TryExecute(request, ReplyEnd.Acknowledgement, expected);

    private bool TryExecute(MessageBuilder request, ReplyEnd end, Errno expected)
    {
        var sink = default(NoSink);
        var outcome = Exchange(request, MessageFlags.Acknowledge, end, ref sink);
        if (expected is not Errno.None && outcome.Error == expected)
        {
            return false;
        }

        ThrowIfFailed(outcome, request);
        return true;
    }

    /// <summary>Sends the datagram as <see cref="Execute"/> does, except that requests which fail with one certain error are done.</summary>
    /// <returns>How many failed with that error.</returns>
    internal int ExecuteTolerating(MessageBuilder request, Errno tolerated)
    {
        var failures = ExecuteAll(request);
        foreach (var failure in failures)
        {
            if (failure.Reason.Errno != tolerated)
            {
                throw failure.Reason;
            }
        }

        return failures.Length;
    }

    /// <summary>As <see cref="Query{T}"/>, for the few requests whose answer is marked as one of several although nothing follows it.</summary>
    internal T? QueryAcknowledged<T>(MessageBuilder request, MessageParser<T> parse, Errno absent = Errno.None)
        where T : class => Single(request, MessageFlags.Acknowledge, ReplyEnd.Acknowledgement, parse, absent);

    /// <summary>Sends the datagram, whose last request asks for one object, and returns it.</summary>
    /// <typeparam name="T">The object.</typeparam>
    /// <param name="request">The builder from <see cref="Begin"/>.</param>
    /// <param name="parse">Turns the answer into the object.</param>
    /// <param name="absent">The error that means "there is none"; null is then returned.</param>
    /// <returns>The object, or null when it is absent.</returns>
    /// <exception cref="NetlinkException">A request failed with any other error.</exception>
    /// <exception cref="NetlinkProtocolException">The answer makes no sense.</exception>
    public T? Query<T>(MessageBuilder request, MessageParser<T> parse, Errno absent = Errno.None)
        where T : class => Single(request, MessageFlags.None, ReplyEnd.SingleMessage, parse, absent);

    /// <summary>Sends a request that changes something with <see cref="MessageFlags.Echo"/> and returns what the kernel says it made.</summary>
    /// <typeparam name="T">The object.</typeparam>
    /// <param name="request">The builder from <see cref="Begin"/>.</param>
    /// <param name="parse">Turns the echoed notification into the object; null skips a notification.</param>
    /// <returns>The first object parsed, or null when this kernel does not echo such changes.</returns>
    /// <exception cref="NetlinkException">The request failed.</exception>
    /// <exception cref="NetlinkProtocolException">The answer makes no sense.</exception>
    public T? ExecuteEcho<T>(MessageBuilder request, MessageParser<T> parse)
        where T : class => Single(request, MessageFlags.Echo | MessageFlags.Acknowledge, ReplyEnd.Acknowledgement, parse, Errno.None);

    /// <summary>Sends the one request of the datagram as a dump and returns all objects of the answer.</summary>
    /// <typeparam name="T">The object.</typeparam>
    /// <param name="request">The builder from <see cref="Begin"/>, holding one request.</param>
    /// <param name="parse">Turns a message into an object; null skips it.</param>
    /// <param name="absent">The error that means "there is nothing to list".</param>
    /// <returns>A complete and consistent list; a dump the kernel calls interrupted is tried again.</returns>
    /// <exception cref="DumpInterruptedException">It was interrupted each of <see cref="NetlinkSocketOptions.DumpAttempts"/> times.</exception>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    /// <exception cref="NetlinkProtocolException">The answer makes no sense.</exception>
    public ImmutableArray<T> Dump<T>(MessageBuilder request, MessageParser<T> parse, Errno absent = Errno.None)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(parse);
        var sink = new ParseSink<T>(parse);
        try
        {
            return DumpInto(request, absent, ref sink) ? sink.ToImmutableArray() : [];
        }
        finally
        {
            sink.Dispose();
        }
    }

    /// <summary>Sends the one request of the datagram as a dump and shows each message of the answer to a visitor; nothing is allocated.</summary>
    /// <typeparam name="TVisitor">The visitor, best a structure.</typeparam>
    /// <param name="request">The builder from <see cref="Begin"/>, holding one request.</param>
    /// <param name="visitor">The visitor. It must not use this socket; what it throws is thrown here once the answer is read to its end.</param>
    /// <param name="absent">The error that means "there is nothing to list".</param>
    /// <inheritdoc cref="Dump{T}" path="/exception"/>
    public void Visit<TVisitor>(MessageBuilder request, ref TVisitor visitor, Errno absent = Errno.None)
        where TVisitor : IMessageVisitor
    {
        var sink = new VisitSink<TVisitor>(ref visitor);
        _ = DumpInto(request, absent, ref sink);
    }

    /// <summary>Closes the socket. The kernel needs no goodbye; a request under way on another thread still finishes.</summary>
    public void Dispose()
    {
        _disposed = true;
        _transport.Dispose();
    }

    /// <summary>Ends the loan of the builder.</summary>
    internal void Release() => Volatile.Write(ref _inUse, 0);

    /// <summary>Dumps until an attempt is not interrupted; false where there is nothing to list.</summary>
    internal bool DumpInto<TSink>(MessageBuilder request, Errno absent, ref TSink sink)
        where TSink : IMessageSink, allows ref struct
    {
        for (var attempt = 1; attempt <= _dumpAttempts; attempt++)
        {
            sink.Begin();
            var outcome = Exchange(request, MessageFlags.Dump, ReplyEnd.Done, ref sink);
            if (absent is not Errno.None && outcome.Error == absent)
            {
                return false;
            }

            ThrowIfFailed(outcome, request);
            if (!outcome.Interrupted)
            {
                return true;
            }
        }

        throw new DumpInterruptedException(request.OperationOf(request.FirstSequence).ToString(), _dumpAttempts);
    }

    private T? Single<T>(MessageBuilder request, MessageFlags last, ReplyEnd end, MessageParser<T> parse, Errno absent)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(parse);
        var sink = new ParseSink<T>(parse);
        try
        {
            var outcome = Exchange(request, last, end, ref sink);
            if (absent is not Errno.None && outcome.Error == absent && outcome.FailedSequence == request.LastSequence)
            {
                return null;
            }

            ThrowIfFailed(outcome, request);
            return sink.First;
        }
        finally
        {
            sink.Dispose();
        }
    }

    private ReplyOutcome Exchange<TSink>(MessageBuilder request, MessageFlags last, ReplyEnd end, ref TSink sink, List<ReplyOutcome>? failures = null)
        where TSink : IMessageSink, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request != _builder || Volatile.Read(ref _inUse) == 0)
        {
            throw new InvalidOperationException("The request was not begun on this socket, or its builder has been disposed.");
        }

        ObjectDisposedException.ThrowIf(_disposed, this);
        request.Finish(_sequence + 1, last, end is ReplyEnd.Batch ? 1 : 0);
        _sequence += (uint)request.Count;
        Send(request);
        try
        {
            return _loop.Run(request, end, ref sink, failures);
        }
        catch (NetlinkProtocolException reason)
        {
            throw Break(reason, request);
        }
    }

    private void Send(MessageBuilder request)
    {
        var error = SendUninterrupted(request);
        if (error is Errno.EMSGSIZE)
        {
            _transport.GrowSendBuffer(request.Length);
            error = SendUninterrupted(request);
        }

        if (error is not Errno.None)
        {
            throw new NetlinkException(error, request.OperationOf(request.FirstSequence));
        }
    }

    private Errno SendUninterrupted(MessageBuilder request)
    {
        while (true)
        {
            // The kernel is interruptible only before it has taken the datagram, so nothing is done twice.
            var error = _transport.Send(request.Datagram);
            if (error is not Errno.EINTR)
            {
                return error;
            }
        }
    }

    /// <summary>Marks the socket unusable and returns the exception to throw.</summary>
    private NetlinkProtocolException Break(NetlinkProtocolException reason, MessageBuilder request)
    {
        _broken = reason;
        return new NetlinkProtocolException($"{request.OperationOf(request.FirstSequence)}: {reason.Message}; the socket is broken and must be reopened", reason);
    }

    private static void ThrowIfFailed(in ReplyOutcome outcome, MessageBuilder request)
    {
        if (outcome.Error is not Errno.None)
        {
            throw ToException(outcome, request);
        }

        if (outcome.ParseFailure is not null)
        {
            ExceptionDispatchInfo.Throw(outcome.ParseFailure);
        }
    }

    private static NetlinkException ToException(in ReplyOutcome outcome, MessageBuilder request)
    {
        var sequence = outcome.FailedSequence;
        var attribute = outcome.AttributeOffset > 0 ? request.AttributeAt(sequence, outcome.AttributeOffset) : null;
        return new NetlinkException(outcome.Error, request.OperationAt(sequence, outcome.AttributeOffset), outcome.KernelMessage, attribute);
    }
}

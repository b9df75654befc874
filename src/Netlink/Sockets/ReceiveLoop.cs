using NetController.Netlink.Protocol;
using NetController.Netlink.Wire;

namespace NetController.Netlink.Sockets;

/// <summary>
/// The one loop that reads answers. It checks sender, truncation, port, sequence and every length, and reads to the end of the answer whatever happens,
/// so that the next request starts with an empty queue. What it throws means that the stream is out of step; refusals are returned.
/// </summary>
internal sealed class ReceiveLoop(INetlinkTransport transport, int bufferSize)
{
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(bufferSize);

    /// <param name="request">The datagram that was sent.</param>
    /// <param name="end">What ends the answer.</param>
    /// <param name="sink">What takes the messages.</param>
    /// <param name="failures">Where every error goes, not only the first, or null.</param>
    internal ReplyOutcome Run<TSink>(MessageBuilder request, ReplyEnd end, ref TSink sink, List<ReplyOutcome>? failures = null)
        where TSink : IMessageSink, allows ref struct
    {
        var outcome = new ReplyOutcome { Failures = failures };
        var finished = false;
        while (!finished)
        {
            var datagram = Receive(end, ref outcome);
            if (datagram.IsEmpty)
            {
                break;
            }

            while (!datagram.IsEmpty)
            {
                var message = MessageReader.Take(ref datagram);
                if (finished)
                {
                    throw new NetlinkProtocolException($"a message of type {message.Type} follows the end of the answer");
                }

                CheckAddress(message, request);
                finished = Handle(message, request, end, ref sink, ref outcome);
            }
        }

        return outcome;
    }

    /// <summary>The next datagram that comes from the kernel; empty at the end of an answer that did not fit into the queue.</summary>
    private ReadOnlySpan<byte> Receive(ReplyEnd end, ref ReplyOutcome outcome)
    {
        while (true)
        {
            var received = transport.Receive(_buffer, wait: !outcome.Overflowed && !outcome.MayHaveEnded);
            switch (received.Error)
            {
                case Errno.None:
                    break;
                case Errno.EINTR:
                    continue;
                case Errno.ENOBUFS when end is ReplyEnd.Batch:
                    // A transaction that succeeds is answered by one message: only a failed one has more errors than fit, and the first are in the queue.
                    outcome.Overflowed = true;
                    continue;
                case Errno.EAGAIN when (outcome.Overflowed || outcome.MayHaveEnded) && outcome.Error is not Errno.None:
                    return default;
                case Errno.ENOBUFS:
                    throw new NetlinkProtocolException("the kernel dropped part of the answer because this socket's queue was full (ENOBUFS)");
                case Errno.EAGAIN:
                    throw new NetlinkProtocolException(outcome.Overflowed
                        ? "the kernel dropped its whole answer because this socket's queue was full (ENOBUFS)"
                        : "no answer came within the receive timeout");
                default:
                    throw new NetlinkProtocolException($"receiving failed with {ErrnoText.Describe(received.Error)}");
            }

            if (received.SenderPortId != 0)
            {
                // Another process may send to this port; only the kernel is believed.
                continue;
            }

            if (received.Truncated)
            {
                throw new NetlinkProtocolException($"an answer longer than the receive buffer of {_buffer.Length} bytes was cut off");
            }

            return received.Length > 0 ? _buffer.AsSpan(0, received.Length) : throw new NetlinkProtocolException("the kernel sent an empty datagram");
        }
    }

    private void CheckAddress(MessageReader message, MessageBuilder request)
    {
        if (message.PortId != transport.PortId)
        {
            throw new NetlinkProtocolException($"a message for port {message.PortId} arrived at port {transport.PortId}");
        }

        if (message.Sequence - request.FirstSequence > request.LastSequence - request.FirstSequence)
        {
            throw new NetlinkProtocolException(
                $"a message with sequence number {message.Sequence} arrived while {request.FirstSequence} to {request.LastSequence} are awaited");
        }
    }

    /// <summary>Takes in one message and says whether it ends the answer.</summary>
    private static bool Handle<TSink>(scoped MessageReader message, MessageBuilder request, ReplyEnd end, ref TSink sink, ref ReplyOutcome outcome)
        where TSink : IMessageSink, allows ref struct
    {
        outcome.Interrupted |= end is ReplyEnd.Done && (message.Flags & MessageFlags.DumpInterrupted) != 0;
        switch ((NLMSG)message.Type)
        {
            case NLMSG.NOOP:
                return false;
            case NLMSG.ERROR:
            case NLMSG.DONE:
                ErrorReader.Read(message, ref outcome);
                return end is ReplyEnd.Batch ? EndsBatch(message, request, ref outcome) : message.Sequence == request.LastSequence;
            case NLMSG.OVERRUN:
                throw new NetlinkProtocolException("the kernel reports lost data (NLMSG_OVERRUN)");
            default:
                Take(message, ref sink, ref outcome);
                return end is ReplyEnd.SingleMessage && message.Sequence == request.LastSequence && (message.Flags & MessageFlags.Multi) == 0;
        }
    }

    /// <summary>
    /// The last request is answered last. An error of the beginning is the whole answer when the kernel did not look at the rest, and comes before the others when it
    /// only failed to put the changes into force: then what is in the queue must still be read, without waiting for more.
    /// </summary>
    private static bool EndsBatch(MessageReader message, MessageBuilder request, ref ReplyOutcome outcome)
    {
        outcome.MayHaveEnded |= message.Sequence == request.FirstSequence && outcome.FailedSequence == request.FirstSequence && outcome.Error is not Errno.None;
        return message.Sequence == request.LastSequence - 1;
    }

    private static void Take<TSink>(scoped MessageReader message, ref TSink sink, ref ReplyOutcome outcome)
        where TSink : IMessageSink, allows ref struct
    {
        if (outcome.ParseFailure is not null)
        {
            return;
        }

        try
        {
            sink.Take(message);
        }
        catch (Exception failure)
        {
            outcome.ParseFailure = failure;
        }
    }
}

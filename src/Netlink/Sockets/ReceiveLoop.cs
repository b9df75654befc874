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

    internal ReplyOutcome Run<T>(MessageBuilder request, ReplyEnd end, MessageParser<T>? parse, ref ResultList<T> results)
        where T : class
    {
        var outcome = default(ReplyOutcome);
        var finished = false;
        while (!finished)
        {
            var datagram = Receive();
            while (!datagram.IsEmpty)
            {
                var message = MessageReader.Take(ref datagram);
                if (finished)
                {
                    throw new NetlinkProtocolException($"a message of type {message.Type} follows the end of the answer");
                }

                CheckAddress(message, request);
                finished = Handle(message, request.LastSequence, end, parse, ref results, ref outcome);
            }
        }

        return outcome;
    }

    /// <summary>The next datagram that comes from the kernel.</summary>
    private ReadOnlySpan<byte> Receive()
    {
        while (true)
        {
            var received = transport.Receive(_buffer);
            switch (received.Error)
            {
                case Errno.None:
                    break;
                case Errno.EINTR:
                    continue;
                case Errno.ENOBUFS:
                    throw new NetlinkProtocolException("the kernel dropped part of the answer because this socket's queue was full (ENOBUFS)");
                case Errno.EAGAIN:
                    throw new NetlinkProtocolException("no answer came within the receive timeout");
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
    private static bool Handle<T>(
        MessageReader message, uint last, ReplyEnd end, MessageParser<T>? parse, ref ResultList<T> results, ref ReplyOutcome outcome)
        where T : class
    {
        outcome.Interrupted |= end is ReplyEnd.Done && (message.Flags & MessageFlags.DumpInterrupted) != 0;
        switch ((NLMSG)message.Type)
        {
            case NLMSG.NOOP:
                return false;
            case NLMSG.ERROR:
            case NLMSG.DONE:
                ErrorReader.Read(message, ref outcome);
                return message.Sequence == last;
            case NLMSG.OVERRUN:
                throw new NetlinkProtocolException("the kernel reports lost data (NLMSG_OVERRUN)");
            default:
                Parse(message, parse, ref results, ref outcome);
                return end is ReplyEnd.SingleMessage && message.Sequence == last && (message.Flags & MessageFlags.Multi) == 0;
        }
    }

    private static void Parse<T>(MessageReader message, MessageParser<T>? parse, ref ResultList<T> results, ref ReplyOutcome outcome)
        where T : class
    {
        if (parse is null || outcome.ParseFailure is not null)
        {
            return;
        }

        try
        {
            if (parse(message) is { } item)
            {
                results.Add(item);
            }
        }
        catch (Exception failure)
        {
            outcome.ParseFailure = failure;
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetController.Netlink.Protocol;
using NetController.Netlink.Wire;

namespace NetController.Netlink.Sockets;

/// <summary>Reads error, acknowledgement and done messages with their extended acknowledgement.</summary>
/// <remarks>
/// <code>
/// ERROR  int error · nlmsghdr of the request [· its payload, unless CAPPED] [· NLMSGERR_ATTR_*, if ACK_TLVS]
/// DONE   int error [· NLMSGERR_ATTR_*, if ACK_TLVS]
/// </code>
/// </remarks>
internal static class ErrorReader
{
    private const MessageFlags Capped = (MessageFlags)0x100;
    private const MessageFlags HasAttributes = (MessageFlags)0x200;

    /// <summary>Reads the message into <paramref name="outcome"/> unless that already holds an earlier error.</summary>
    internal static void Read(MessageReader message, ref ReplyOutcome outcome)
    {
        var payload = message.Payload;
        var isDone = message.Type == (ushort)NLMSG.DONE;
        if (isDone && payload.Length < sizeof(int))
        {
            // Kernels send an empty done message from a few dump handlers; it means success.
            return;
        }

        var error = message.ReadHeader<int>();
        if (error > 0)
        {
            throw new NetlinkProtocolException($"message of type {message.Type} carries the positive error number {error}");
        }

        if (error == 0)
        {
            return;
        }

        if (outcome.Failures is not null)
        {
            var failure = default(ReplyOutcome);
            Record(message, error, isDone, ref failure);
            outcome.Failures.Add(failure);
        }

        if (outcome.Error is Errno.None)
        {
            Record(message, error, isDone, ref outcome);
        }
    }

    private static void Record(MessageReader message, int error, bool isDone, ref ReplyOutcome outcome)
    {
        outcome.Error = (Errno)(-error);
        outcome.FailedSequence = message.Sequence;
        if ((message.Flags & HasAttributes) != 0)
        {
            ReadAttributes(message.Payload[(isDone ? sizeof(int) : RequestEnd(message))..], ref outcome);
        }
    }

    private static int RequestEnd(MessageReader message)
    {
        var end = sizeof(int) + Unsafe.SizeOf<nlmsghdr>();
        var payload = message.Payload;
        if (payload.Length < end)
        {
            throw new NetlinkProtocolException($"error message holds {payload.Length} bytes, fewer than the header of the request it answers");
        }

        if ((message.Flags & Capped) == 0)
        {
            var request = MemoryMarshal.Read<nlmsghdr>(payload[sizeof(int)..]);
            var total = sizeof(int) + (long)request.nlmsg_len;
            if (request.nlmsg_len < Unsafe.SizeOf<nlmsghdr>() || total > payload.Length)
            {
                throw new NetlinkProtocolException($"error message quotes a request of {request.nlmsg_len} bytes where {payload.Length} are left");
            }

            end = Math.Min(Alignment.Up((int)total), payload.Length);
        }

        return end;
    }

    private static void ReadAttributes(ReadOnlySpan<byte> attributes, ref ReplyOutcome outcome)
    {
        var reader = new AttributeReader<NLMSGERR_ATTR>(attributes);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NLMSGERR_ATTR.MSG:
                    outcome.KernelMessage = reader.GetString();
                    break;
                case NLMSGERR_ATTR.OFFS:
                    outcome.AttributeOffset = reader.GetInt32();
                    break;
            }
        }
    }
}

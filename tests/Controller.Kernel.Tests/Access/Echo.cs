using System.Buffers.Binary;

namespace NetController.Controller.Kernel.Tests.Access;

/// <summary>The ICMP messages of a ping, as raw sockets send and receive them; RFC 792 and RFC 4443.</summary>
internal static class Echo
{
    private const int Length = 12;

    /// <summary>A request with a number as its identifier and its data. The kernel adds the checksum of ICMPv6.</summary>
    public static byte[] Request(IPFamily family, int number)
    {
        var message = new byte[Length];
        message[0] = RequestType(family);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(4), (ushort)number);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(8), number);
        if (family == IPFamily.IPv4)
        {
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), Checksum(message));
        }

        return message;
    }

    /// <summary>The number in a request; null for any other packet.</summary>
    public static int? ReadRequest(IPFamily family, ReadOnlySpan<byte> packet) => Read(family, RequestType(family), packet);

    /// <summary>The number in a reply; null for any other packet.</summary>
    public static int? ReadReply(IPFamily family, ReadOnlySpan<byte> packet) => Read(family, family == IPFamily.IPv4 ? (byte)0 : (byte)129, packet);

    private static byte RequestType(IPFamily family) => family == IPFamily.IPv4 ? (byte)8 : (byte)128;

    // A raw IPv4 socket gives the header as well.
    private static int? Read(IPFamily family, byte type, ReadOnlySpan<byte> packet)
    {
        var message = family == IPFamily.IPv4 ? packet[((packet[0] & 0xf) * 4)..] : packet;
        return message.Length == Length && message[0] == type ? BinaryPrimitives.ReadInt32BigEndian(message[8..]) : null;
    }

    private static ushort Checksum(ReadOnlySpan<byte> message)
    {
        uint sum = 0;
        for (var i = 0; i < message.Length; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(message[i..]);
        }

        return (ushort)~((sum & 0xffff) + (sum >> 16));
    }
}

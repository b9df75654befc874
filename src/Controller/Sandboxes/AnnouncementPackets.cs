using System.Buffers.Binary;
using System.Net;

namespace NetController.Sandboxes;

/// <summary>The packets that announce an address, byte for byte.</summary>
internal static class AnnouncementPackets
{
    public const int EtherTypeArp = 0x0806;

    private const int EtherTypeIPv4 = 0x0800;
    private const byte NeighborAdvertisementType = 136;
    private const byte OverrideFlag = 0x20;
    private const byte TargetLinkLayerAddress = 2;

    /// <summary>An Ethernet frame to everybody that asks who has the address, as its owner (RFC 826, RFC 5227).</summary>
    public static byte[] ArpRequest(ReadOnlySpan<byte> mac, IPAddress address)
    {
        var frame = new byte[42];
        frame.AsSpan(0, 6).Fill(0xff);
        mac.CopyTo(frame.AsSpan(6));
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(12), EtherTypeArp);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(14), 1);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(16), EtherTypeIPv4);
        frame[18] = 6;
        frame[19] = 4;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(20), 1);
        mac.CopyTo(frame.AsSpan(22));
        address.TryWriteBytes(frame.AsSpan(28), out _);
        // The target's MAC address stays zero, and the target is the sender itself.
        address.TryWriteBytes(frame.AsSpan(38), out _);
        return frame;
    }

    /// <summary>An ICMPv6 message that overrides what neighbours know (RFC 4861, section 4.4). The kernel fills the checksum in.</summary>
    public static byte[] NeighborAdvertisement(ReadOnlySpan<byte> mac, IPAddress address)
    {
        var message = new byte[32];
        message[0] = NeighborAdvertisementType;
        message[4] = OverrideFlag;
        address.TryWriteBytes(message.AsSpan(8), out _);
        message[24] = TargetLinkLayerAddress;
        message[25] = 1;
        mac.CopyTo(message.AsSpan(26));
        return message;
    }
}

using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace NetController.Sandboxes;

/// <summary>Where a packet socket sends a whole frame to: an interface (<c>struct sockaddr_ll</c>, packet(7)).</summary>
/// <param name="link">The interface's index.</param>
internal sealed class LinkLayerEndPoint(int link) : EndPoint
{
    private const int Size = 20;
    private const int KernelFamily = 17;

    public override AddressFamily AddressFamily => AddressFamily.Packet;

    public override SocketAddress Serialize()
    {
        var address = new SocketAddress(AddressFamily.Packet, Size);
        var bytes = address.Buffer.Span;
        bytes[..Size].Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, KernelFamily);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], AnnouncementPackets.EtherTypeArp);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], link);
        return address;
    }

    public override EndPoint Create(SocketAddress socketAddress) => this;
}

using System.Buffers.Binary;
using System.Globalization;

namespace NetController.Netlink;

/// <summary>The name of a bridge in a spanning tree (IEEE 802.1D).</summary>
/// <param name="Priority">Its priority; lower wins.</param>
/// <param name="Address">Its hardware address, which decides between equal priorities.</param>
public readonly record struct BridgeId(ushort Priority, HardwareAddress Address)
{
    private const int Size = 8;

    /// <summary>Priority in hexadecimal and address, for example <c>8000.02:42:0a:00:00:01</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Priority:x4}.{Address}");

    /// <summary>Reads struct ifla_bridge_id, which is in network byte order.</summary>
    internal static BridgeId Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size
            ? new BridgeId(BinaryPrimitives.ReadUInt16BigEndian(bytes), new HardwareAddress(bytes[sizeof(ushort)..]))
            : throw new NetlinkProtocolException($"a bridge id holds {bytes.Length} bytes where {Size} are expected");
}

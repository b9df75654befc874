using System.Buffers.Binary;

namespace NetController.Netlink.Netfilter;

/// <summary>Numbers of netfilter, which speaks network byte order, in the machine's.</summary>
internal static class NetworkOrder
{
    internal static ushort ToHost(ushort value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    internal static ulong ToHost(ulong value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;
}

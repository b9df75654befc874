using System.Buffers.Binary;
using NetController.Netlink.Wire;

namespace NetController.Netlink.Netfilter;

/// <summary>What all messages of netfilter share (linux/netfilter/nfnetlink.h): a type made of subsystem and message, and a fixed part with the family.</summary>
internal static class NetfilterMessage
{
    /// <summary>The message type: the subsystem in the upper byte, the message in the lower.</summary>
    internal static ushort Type(NFNL_SUBSYS subsystem, byte message) => (ushort)(((byte)subsystem << 8) | message);

    /// <summary>The subsystem of a message type.</summary>
    internal static NFNL_SUBSYS SubsystemOf(ushort type) => (NFNL_SUBSYS)(type >> 8);

    /// <summary>The message of a message type, within its subsystem.</summary>
    internal static byte MessageOf(ushort type) => (byte)type;

    /// <summary>Writes the fixed part. The kernel speaks version 0 (<c>NFNETLINK_V0</c>).</summary>
    internal static void WriteHeader(MessageBuilder request, byte family, ushort resource = 0)
    {
        var header = new nfgenmsg { nfgen_family = family, res_id = BinaryPrimitives.ReverseEndianness(resource) };
        if (!BitConverter.IsLittleEndian)
        {
            header.res_id = resource;
        }

        request.WriteHeader(in header);
    }
}

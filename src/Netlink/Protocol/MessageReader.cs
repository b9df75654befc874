using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetController.Netlink.Protocol;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>One message of a received datagram: a view into the receive buffer, valid only inside the callback it is handed to.</summary>
public readonly ref struct MessageReader
{
    private readonly ReadOnlySpan<byte> _payload;

    private MessageReader(nlmsghdr header, ReadOnlySpan<byte> payload)
    {
        Type = header.nlmsg_type;
        Flags = (MessageFlags)header.nlmsg_flags;
        Sequence = header.nlmsg_seq;
        PortId = header.nlmsg_pid;
        _payload = payload;
    }

    /// <summary>The message type.</summary>
    public ushort Type { get; }

    /// <summary>The header's flags.</summary>
    public MessageFlags Flags { get; }

    /// <summary>The sequence number of the request this answers.</summary>
    public uint Sequence { get; }

    /// <summary>The port the message is meant for.</summary>
    public uint PortId { get; }

    /// <summary>Everything after the message header.</summary>
    public ReadOnlySpan<byte> Payload => _payload;

    /// <summary>Reads the fixed structure a message begins with.</summary>
    /// <typeparam name="T">The structure, laid out as in C.</typeparam>
    /// <returns>A copy of it.</returns>
    /// <exception cref="NetlinkProtocolException">The message is shorter than the structure.</exception>
    public T ReadHeader<T>()
        where T : unmanaged
    {
        if (_payload.Length < Unsafe.SizeOf<T>())
        {
            throw new NetlinkProtocolException($"message of type {Type} holds {_payload.Length} bytes, fewer than its {typeof(T).Name} of {Unsafe.SizeOf<T>()}");
        }

        return MemoryMarshal.Read<T>(_payload);
    }

    /// <summary>The attributes that follow the fixed structure.</summary>
    /// <typeparam name="THeader">The fixed structure.</typeparam>
    /// <typeparam name="TAttribute">The attribute enumeration of this level.</typeparam>
    /// <returns>A reader before the first attribute.</returns>
    public AttributeReader<TAttribute> ReadAttributes<THeader, TAttribute>()
        where THeader : unmanaged
        where TAttribute : unmanaged, Enum
    {
        var start = Math.Min(Alignment.Up(Unsafe.SizeOf<THeader>()), _payload.Length);
        return new AttributeReader<TAttribute>(_payload[start..]);
    }

    /// <summary>Takes the next message off a datagram.</summary>
    /// <exception cref="NetlinkProtocolException">The datagram ends inside the message, or the message claims an impossible length.</exception>
    internal static MessageReader Take(ref ReadOnlySpan<byte> datagram)
    {
        var headerSize = Unsafe.SizeOf<nlmsghdr>();
        if (datagram.Length < headerSize)
        {
            throw new NetlinkProtocolException($"datagram ends with {datagram.Length} bytes, fewer than a message header");
        }

        var header = MemoryMarshal.Read<nlmsghdr>(datagram);
        if (header.nlmsg_len < headerSize || header.nlmsg_len > datagram.Length)
        {
            throw new NetlinkProtocolException($"message of type {header.nlmsg_type} claims {header.nlmsg_len} bytes where {datagram.Length} are left");
        }

        var length = (int)header.nlmsg_len;
        var message = new MessageReader(header, datagram[headerSize..length]);
        datagram = datagram[Math.Min(Alignment.Up(length), datagram.Length)..];
        return message;
    }
}

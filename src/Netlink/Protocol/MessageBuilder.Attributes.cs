using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace NetController.Netlink;

/// <content>One method per shape of attribute payload; numbers are in the machine's byte order unless the name says otherwise.</content>
public sealed partial class MessageBuilder
{
    /// <summary>Writes an 8-bit attribute.</summary>
    /// <typeparam name="TAttribute">The attribute enumeration of this level.</typeparam>
    /// <param name="attribute">The attribute.</param>
    /// <param name="value">Its value.</param>
    public void WriteByte<TAttribute>(TAttribute attribute, byte value)
        where TAttribute : unmanaged, Enum => OpenAttribute(attribute, sizeof(byte))[0] = value;

    /// <summary>Writes an 8-bit attribute that is 1 for true and 0 for false.</summary>
    /// <inheritdoc cref="WriteByte"/>
    public void WriteBoolean<TAttribute>(TAttribute attribute, bool value)
        where TAttribute : unmanaged, Enum => WriteByte(attribute, value ? (byte)1 : (byte)0);

    /// <summary>Writes a 16-bit attribute.</summary>
    /// <inheritdoc cref="WriteByte"/>
    public void WriteUInt16<TAttribute>(TAttribute attribute, ushort value)
        where TAttribute : unmanaged, Enum => MemoryMarshal.Write(OpenAttribute(attribute, sizeof(ushort)), in value);

    /// <summary>Writes a 16-bit attribute in network byte order.</summary>
    /// <inheritdoc cref="WriteByte"/>
    public void WriteUInt16BigEndian<TAttribute>(TAttribute attribute, ushort value)
        where TAttribute : unmanaged, Enum => BinaryPrimitives.WriteUInt16BigEndian(OpenAttribute(attribute, sizeof(ushort)), value);

    /// <summary>Writes a 32-bit attribute.</summary>
    /// <inheritdoc cref="WriteByte"/>
    public void WriteUInt32<TAttribute>(TAttribute attribute, uint value)
        where TAttribute : unmanaged, Enum => MemoryMarshal.Write(OpenAttribute(attribute, sizeof(uint)), in value);

    /// <summary>Writes a signed 32-bit attribute.</summary>
    /// <inheritdoc cref="WriteByte"/>
    public void WriteInt32<TAttribute>(TAttribute attribute, int value)
        where TAttribute : unmanaged, Enum => MemoryMarshal.Write(OpenAttribute(attribute, sizeof(int)), in value);

    /// <summary>Writes a 32-bit attribute in network byte order.</summary>
    /// <inheritdoc cref="WriteByte"/>
    public void WriteUInt32BigEndian<TAttribute>(TAttribute attribute, uint value)
        where TAttribute : unmanaged, Enum => BinaryPrimitives.WriteUInt32BigEndian(OpenAttribute(attribute, sizeof(uint)), value);

    /// <summary>Writes a 64-bit attribute.</summary>
    /// <inheritdoc cref="WriteByte"/>
    public void WriteUInt64<TAttribute>(TAttribute attribute, ulong value)
        where TAttribute : unmanaged, Enum => MemoryMarshal.Write(OpenAttribute(attribute, sizeof(ulong)), in value);

    /// <summary>Writes a 64-bit attribute in network byte order.</summary>
    /// <inheritdoc cref="WriteByte"/>
    public void WriteUInt64BigEndian<TAttribute>(TAttribute attribute, ulong value)
        where TAttribute : unmanaged, Enum => BinaryPrimitives.WriteUInt64BigEndian(OpenAttribute(attribute, sizeof(ulong)), value);

    /// <summary>Writes an attribute without payload, whose presence is its meaning.</summary>
    /// <typeparam name="TAttribute">The attribute enumeration of this level.</typeparam>
    /// <param name="attribute">The attribute.</param>
    public void WriteFlag<TAttribute>(TAttribute attribute)
        where TAttribute : unmanaged, Enum => OpenAttribute(attribute, 0);

    /// <summary>Writes an attribute of raw bytes.</summary>
    /// <inheritdoc cref="WriteByte"/>
    public void WriteBytes<TAttribute>(TAttribute attribute, ReadOnlySpan<byte> value)
        where TAttribute : unmanaged, Enum => value.CopyTo(OpenAttribute(attribute, value.Length));

    /// <summary>Writes text as UTF-8 with the terminating zero the kernel expects.</summary>
    /// <inheritdoc cref="WriteByte"/>
    public void WriteString<TAttribute>(TAttribute attribute, string value)
        where TAttribute : unmanaged, Enum
    {
        ArgumentNullException.ThrowIfNull(value);
        Encoding.UTF8.GetBytes(value, OpenAttribute(attribute, Encoding.UTF8.GetByteCount(value) + 1));
    }

    /// <summary>Writes an IP address: 4 bytes for IPv4, 16 for IPv6.</summary>
    /// <inheritdoc cref="WriteByte"/>
    public void WriteAddress<TAttribute>(TAttribute attribute, IPAddress value)
        where TAttribute : unmanaged, Enum
    {
        ArgumentNullException.ThrowIfNull(value);
        value.TryWriteBytes(OpenAttribute(attribute, value.AddressFamily is AddressFamily.InterNetwork ? 4 : 16), out _);
    }

    /// <summary>Writes a hardware address.</summary>
    /// <inheritdoc cref="WriteByte"/>
    public void WriteHardwareAddress<TAttribute>(TAttribute attribute, HardwareAddress value)
        where TAttribute : unmanaged, Enum => value.CopyTo(OpenAttribute(attribute, value.Length));

    /// <summary>Writes a namespace as the number of its file descriptor, which stays open until the builder is disposed.</summary>
    /// <inheritdoc cref="WriteByte"/>
    /// <exception cref="ObjectDisposedException">The namespace has been disposed.</exception>
    public void WriteNamespace<TAttribute>(TAttribute attribute, NetworkNamespace value)
        where TAttribute : unmanaged, Enum
    {
        ArgumentNullException.ThrowIfNull(value);
        WriteInt32(attribute, Hold(value.Handle));
    }
}

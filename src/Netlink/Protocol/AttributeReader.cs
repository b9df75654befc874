using System.Buffers.Binary;
using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using NetController.Netlink.Protocol;
using NetController.Netlink.Wire;

namespace NetController.Netlink;

/// <summary>
/// Walks attributes: <c>while (attributes.Read()) switch (attributes.Type) …</c>. <see cref="Read"/> checks every length once;
/// each getter checks that the payload has its size, and names the attribute when it has not.
/// </summary>
/// <typeparam name="TAttribute">The attribute enumeration of this level, 16 bits wide.</typeparam>
public ref struct AttributeReader<TAttribute>
    where TAttribute : unmanaged, Enum
{
    private ReadOnlySpan<byte> _rest;
    private ReadOnlySpan<byte> _value;
    private ushort _type;

    /// <summary>Starts before the first attribute.</summary>
    /// <param name="attributes">The bytes of the attributes, and nothing else.</param>
    public AttributeReader(ReadOnlySpan<byte> attributes) => _rest = attributes;

    /// <summary>The attribute at hand; values the enumeration does not know are attributes of a newer kernel, to be skipped.</summary>
    public readonly TAttribute Type => Unsafe.BitCast<ushort, TAttribute>(_type);

    /// <summary>The payload at hand.</summary>
    public readonly ReadOnlySpan<byte> Value => _value;

    /// <summary>Moves to the next attribute.</summary>
    /// <returns>False after the last one.</returns>
    /// <exception cref="NetlinkProtocolException">An attribute claims more bytes than there are, or fewer than its own header.</exception>
    public bool Read()
    {
        var headerSize = Unsafe.SizeOf<nlattr>();
        if (_rest.Length < headerSize)
        {
            // Fewer than four bytes are padding of the enclosing level, as nla_ok() has it.
            return false;
        }

        var header = MemoryMarshal.Read<nlattr>(_rest);
        var type = (ushort)(header.nla_type & nlattr.NLA_TYPE_MASK);
        if (header.nla_len < headerSize || header.nla_len > _rest.Length)
        {
            throw new NetlinkProtocolException($"attribute {AttributeName.Of(typeof(TAttribute), type)} claims {header.nla_len} bytes where {_rest.Length} are left");
        }

        _type = type;
        _value = _rest[headerSize..header.nla_len];
        _rest = _rest[Math.Min(Alignment.Up(header.nla_len), _rest.Length)..];
        return true;
    }

    /// <summary>The payload as an 8-bit number.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="NetlinkProtocolException">The payload has another size.</exception>
    public readonly byte GetByte() => Exactly(sizeof(byte))[0];

    /// <summary>The payload as a truth value of one byte.</summary>
    /// <inheritdoc cref="GetByte"/>
    public readonly bool GetBoolean() => GetByte() != 0;

    /// <summary>The payload as a 16-bit number.</summary>
    /// <inheritdoc cref="GetByte"/>
    public readonly ushort GetUInt16() => MemoryMarshal.Read<ushort>(Exactly(sizeof(ushort)));

    /// <summary>The payload as a 16-bit number in network byte order.</summary>
    /// <inheritdoc cref="GetByte"/>
    public readonly ushort GetUInt16BigEndian() => BinaryPrimitives.ReadUInt16BigEndian(Exactly(sizeof(ushort)));

    /// <summary>The payload as a 32-bit number.</summary>
    /// <inheritdoc cref="GetByte"/>
    public readonly uint GetUInt32() => MemoryMarshal.Read<uint>(Exactly(sizeof(uint)));

    /// <summary>The payload as a signed 32-bit number.</summary>
    /// <inheritdoc cref="GetByte"/>
    public readonly int GetInt32() => MemoryMarshal.Read<int>(Exactly(sizeof(int)));

    /// <summary>The payload as a 32-bit number in network byte order.</summary>
    /// <inheritdoc cref="GetByte"/>
    public readonly uint GetUInt32BigEndian() => BinaryPrimitives.ReadUInt32BigEndian(Exactly(sizeof(uint)));

    /// <summary>The payload as a 64-bit number.</summary>
    /// <inheritdoc cref="GetByte"/>
    public readonly ulong GetUInt64() => MemoryMarshal.Read<ulong>(Exactly(sizeof(ulong)));

    /// <summary>The payload as a 64-bit number in network byte order.</summary>
    /// <inheritdoc cref="GetByte"/>
    public readonly ulong GetUInt64BigEndian() => BinaryPrimitives.ReadUInt64BigEndian(Exactly(sizeof(ulong)));

    /// <summary>The payload as the beginning of a structure; newer kernels may append fields to it.</summary>
    /// <typeparam name="T">The structure, laid out as in C.</typeparam>
    /// <returns>A copy of it.</returns>
    /// <exception cref="NetlinkProtocolException">The payload is shorter than the structure.</exception>
    public readonly T GetStructure<T>()
        where T : unmanaged => _value.Length >= Unsafe.SizeOf<T>() ? MemoryMarshal.Read<T>(_value) : throw WrongSize($"at least {Unsafe.SizeOf<T>()}");

    /// <summary>The payload as text, up to its terminating zero or its end.</summary>
    /// <returns>The text; bytes that are not UTF-8 become U+FFFD.</returns>
    public readonly string GetString() => Encoding.UTF8.GetString(GetStringBytes());

    /// <summary>The payload as the bytes of a text, without the terminating zero.</summary>
    /// <returns>A view into the receive buffer.</returns>
    public readonly ReadOnlySpan<byte> GetStringBytes()
    {
        var end = _value.IndexOf((byte)0);
        return end < 0 ? _value : _value[..end];
    }

    /// <summary>The payload as an IP address.</summary>
    /// <returns>The address, without scope id.</returns>
    /// <exception cref="NetlinkProtocolException">The payload is neither 4 nor 16 bytes long.</exception>
    public readonly IPAddress GetAddress() => _value.Length is 4 or 16 ? new IPAddress(_value) : throw WrongSize("4 or 16");

    /// <summary>The payload as a hardware address.</summary>
    /// <returns>The address.</returns>
    /// <exception cref="NetlinkProtocolException">The payload is longer than 32 bytes.</exception>
    public readonly HardwareAddress GetHardwareAddress() =>
        _value.Length <= HardwareAddress.MaximumLength ? new HardwareAddress(_value) : throw WrongSize($"at most {HardwareAddress.MaximumLength}");

    /// <summary>The payload as attributes of a level below.</summary>
    /// <typeparam name="TNested">The attribute enumeration of that level.</typeparam>
    /// <returns>A reader before the first of them.</returns>
    public readonly AttributeReader<TNested> GetNested<TNested>()
        where TNested : unmanaged, Enum => new(_value);

    private readonly ReadOnlySpan<byte> Exactly(int size) => _value.Length == size ? _value : throw WrongSize($"{size}");

    private readonly NetlinkProtocolException WrongSize(string wanted) =>
        new($"attribute {AttributeName.Of(typeof(TAttribute), _type)} holds {_value.Length} bytes where {wanted} are expected");
}

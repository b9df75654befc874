using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;

namespace NetController.Netlink.NfTables;

/// <summary>The bytes of a key, of mapped data or of what an expression compares with, as they lie in the registers: packet fields in network byte order, marks and the like in the machine's.</summary>
public readonly struct NftValue : IEquatable<NftValue>
{
    /// <summary>The longest value in bytes (<c>NFT_DATA_VALUE_MAXLEN</c>).</summary>
    public const int MaximumLength = 64;

    /// <summary>The bytes of an interface name in a key (<c>IFNAMSIZ</c>).</summary>
    private const int NameLength = 16;

    private readonly byte[]? _bytes;

    /// <summary>Takes the bytes of a value.</summary>
    /// <param name="bytes">1 to 64 bytes.</param>
    /// <exception cref="ArgumentException">There are none, or more than 64.</exception>
    public NftValue(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > MaximumLength)
        {
            throw new ArgumentException($"A value of nf_tables has 1 to {MaximumLength} bytes, not {bytes.Length}.", nameof(bytes));
        }

        _bytes = bytes.ToArray();
    }

    /// <summary>The number of bytes; 0 only for the default value.</summary>
    public int Length => _bytes?.Length ?? 0;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Equality by content.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">Another.</param>
    /// <returns>True when they have the same bytes.</returns>
    public static bool operator ==(NftValue left, NftValue right) => left.Equals(right);

    /// <summary>Inequality by content.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">Another.</param>
    /// <returns>True when they differ.</returns>
    public static bool operator !=(NftValue left, NftValue right) => !left.Equals(right);

    /// <summary>An IP address.</summary>
    /// <param name="address">The address; 4 or 16 bytes.</param>
    /// <returns>The value.</returns>
    public static NftValue FromAddress(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new NftValue(address.GetAddressBytes());
    }

    /// <summary>A hardware address.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The value.</returns>
    public static NftValue FromHardwareAddress(HardwareAddress address)
    {
        Span<byte> bytes = stackalloc byte[HardwareAddress.MaximumLength];
        address.CopyTo(bytes);
        return new NftValue(bytes[..address.Length]);
    }

    /// <summary>One byte, for example a protocol number.</summary>
    /// <param name="value">The byte.</param>
    /// <returns>The value.</returns>
    public static NftValue FromByte(byte value) => new([value]);

    /// <summary>A port.</summary>
    /// <param name="port">0 to 65535.</param>
    /// <returns>The value, in network byte order.</returns>
    public static NftValue FromPort(int port)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)port);
        return new NftValue(bytes);
    }

    /// <summary>A number in the machine's byte order, for example a mark.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    public static NftValue FromUInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        MemoryMarshal.Write(bytes, in value);
        return new NftValue(bytes);
    }

    /// <summary>An interface name: 16 bytes, filled with zeros.</summary>
    /// <param name="name">1 to 15 bytes.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">No interface can have this name.</exception>
    public static NftValue FromInterfaceName(string name)
    {
        LinkName.Check(name, nameof(name));
        Span<byte> bytes = stackalloc byte[NameLength];
        bytes.Clear();
        Encoding.UTF8.GetBytes(name, bytes);
        return new NftValue(bytes);
    }

    /// <summary>Values one after another, each filled to a multiple of four bytes, as the key of a concatenation: <c>ip saddr . tcp dport</c>.</summary>
    /// <param name="parts">The values.</param>
    /// <returns>The concatenation.</returns>
    /// <exception cref="ArgumentException">Together they are longer than 64 bytes.</exception>
    public static NftValue Concatenate(params ReadOnlySpan<NftValue> parts)
    {
        var length = 0;
        foreach (var part in parts)
        {
            length += Protocol.Alignment.Up(part.Length);
        }

        if (length > MaximumLength)
        {
            throw new ArgumentException($"The concatenation has {length} bytes, and {MaximumLength} is the limit.", nameof(parts));
        }

        Span<byte> bytes = stackalloc byte[MaximumLength];
        bytes.Clear();
        var at = 0;
        foreach (var part in parts)
        {
            part.Bytes.CopyTo(bytes[at..]);
            at += Protocol.Alignment.Up(part.Length);
        }

        return new NftValue(bytes[..length]);
    }

    /// <inheritdoc/>
    public bool Equals(NftValue other) => Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is NftValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <summary>The bytes in hexadecimal, for example <c>0x0a000001</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"0x{Convert.ToHexStringLower(Bytes)}";
}

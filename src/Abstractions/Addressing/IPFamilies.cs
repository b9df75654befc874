using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace NetController;

/// <summary>Conversions between <see cref="IPAddress"/> and the numbers that address arithmetic works on.</summary>
public static class IPFamilies
{
    /// <summary>The bits of an address: 32 or 128.</summary>
    public static int Bits(this IPFamily family) => family == IPFamily.IPv4 ? 32 : 128;

    /// <summary>The family of an address.</summary>
    /// <exception cref="ArgumentException">The address is of neither family.</exception>
    public static IPFamily Family(this IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => IPFamily.IPv4,
            AddressFamily.InterNetworkV6 => IPFamily.IPv6,
            _ => throw new ArgumentException($"'{address}' is neither IPv4 nor IPv6.", nameof(address)),
        };
    }

    /// <summary>
    /// The address as it is compared and stored here: an IPv4 address mapped into IPv6 (<c>::ffff:10.0.0.1</c>) becomes IPv4,
    /// and a zone (<c>%eth0</c>) is dropped, because both would make equal addresses differ.
    /// </summary>
    public static IPAddress Normalized(this IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0
            ? new IPAddress(address.GetAddressBytes())
            : address;
    }

    /// <summary>The address as a number in network byte order; IPv4 fills the low 32 bits.</summary>
    public static UInt128 ToNumber(this IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var written);
        return written == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>The address that <paramref name="number"/> stands for; the inverse of <see cref="ToNumber"/>.</summary>
    public static IPAddress ToAddress(this IPFamily family, UInt128 number)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (family == IPFamily.IPv4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, checked((uint)number));
            return new IPAddress(bytes[..4]);
        }

        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new IPAddress(bytes);
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;

namespace NetController.Netlink;

/// <summary>A link-layer address of up to 32 bytes; the usual six of an Ethernet MAC are kept without allocation.</summary>
public readonly struct HardwareAddress : IEquatable<HardwareAddress>
{
    /// <summary>The longest address the kernel knows, in bytes (<c>MAX_ADDR_LEN</c>).</summary>
    public const int MaximumLength = 32;

    private readonly ulong _short;
    private readonly byte[]? _long;
    private readonly byte _length;

    /// <summary>Takes the bytes of an address, first on the wire first.</summary>
    /// <param name="bytes">0 to 32 bytes.</param>
    /// <exception cref="ArgumentException">There are more than 32.</exception>
    public HardwareAddress(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaximumLength)
        {
            throw new ArgumentException($"A hardware address has at most {MaximumLength} bytes, not {bytes.Length}.", nameof(bytes));
        }

        _length = (byte)bytes.Length;
        if (bytes.Length <= sizeof(ulong))
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(new Span<ulong>(ref _short)));
        }
        else
        {
            _long = bytes.ToArray();
        }
    }

    /// <summary>The number of bytes; 0 for links without addresses.</summary>
    public int Length => _length;

    /// <summary>Equality by value.</summary>
    /// <param name="left">One address.</param>
    /// <param name="right">Another.</param>
    /// <returns>True when they have the same bytes.</returns>
    public static bool operator ==(HardwareAddress left, HardwareAddress right) => left.Equals(right);

    /// <summary>Inequality by value.</summary>
    /// <param name="left">One address.</param>
    /// <param name="right">Another.</param>
    /// <returns>True when they differ.</returns>
    public static bool operator !=(HardwareAddress left, HardwareAddress right) => !left.Equals(right);

    /// <summary>Reads the usual notation.</summary>
    /// <param name="text">Pairs of hexadecimal digits separated by colons, for example <c>02:42:ac:11:00:02</c>.</param>
    /// <returns>The address.</returns>
    /// <exception cref="FormatException">The text is anything else.</exception>
    public static HardwareAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"\"{text}\" is not a hardware address such as 02:42:ac:11:00:02.");

    /// <summary>Reads the usual notation without throwing.</summary>
    /// <param name="text">Pairs of hexadecimal digits separated by colons.</param>
    /// <param name="address">The address.</param>
    /// <returns>False when the text is anything else.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out HardwareAddress address)
    {
        address = default;
        if (text is null || text.Length % 3 != 2 || (text.Length + 1) / 3 > MaximumLength)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[(text.Length + 1) / 3];
        for (var i = 0; i < bytes.Length; i++)
        {
            var at = i * 3;
            var separated = at + 2 == text.Length || text[at + 2] == ':';
            if (!separated || !byte.TryParse(text.AsSpan(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[i]))
            {
                return false;
            }
        }

        address = new HardwareAddress(bytes);
        return true;
    }

    /// <summary>Copies the bytes.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    public void CopyTo(Span<byte> destination)
    {
        if (_long is not null)
        {
            _long.CopyTo(destination);
            return;
        }

        var value = _short;
        MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in value))[.._length].CopyTo(destination);
    }

    /// <inheritdoc/>
    public bool Equals(HardwareAddress other) =>
        _length == other._length && _short == other._short && _long.AsSpan().SequenceEqual(other._long);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is HardwareAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(_short);
        hash.AddBytes(_long);
        return hash.ToHashCode();
    }

    /// <summary>Pairs of lower-case hexadecimal digits separated by colons, as <c>ip</c> prints them.</summary>
    /// <returns>The text; empty for an address without bytes.</returns>
    public override string ToString()
    {
        if (_length == 0)
        {
            return "";
        }

        Span<byte> bytes = stackalloc byte[_length];
        CopyTo(bytes);
        Span<char> text = stackalloc char[(_length * 3) - 1];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i > 0)
            {
                text[(i * 3) - 1] = ':';
            }

            bytes[i].TryFormat(text[(i * 3)..], out _, "x2", CultureInfo.InvariantCulture);
        }

        return new string(text);
    }
}

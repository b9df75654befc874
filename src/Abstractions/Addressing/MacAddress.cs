using System.Globalization;

namespace NetController;

/// <summary>A 48-bit Ethernet address (IEEE 802), printed as <c>02:42:ac:11:00:02</c>.</summary>
public readonly record struct MacAddress
{
    private const ulong MulticastBit = 1UL << 40;
    private const ulong LocalBit = 1UL << 41;

    private readonly ulong _value;

    private MacAddress(ulong value) => _value = value;

    /// <summary>Makes an address from its six bytes.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not six bytes long.</exception>
    public MacAddress(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != 6)
        {
            throw new ArgumentException($"A MAC address has 6 bytes, not {bytes.Length}.", nameof(bytes));
        }

        foreach (var part in bytes)
        {
            _value = (_value << 8) | part;
        }
    }

    /// <summary>True for a group address, which no interface can own.</summary>
    public bool IsMulticast => (_value & MulticastBit) != 0;

    /// <summary>True where the address is locally administered rather than a maker's.</summary>
    public bool IsLocallyAdministered => (_value & LocalBit) != 0;

    /// <summary>A random unicast, locally administered address: none that a maker gives to hardware.</summary>
    public static MacAddress Random(RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Span<byte> bytes = stackalloc byte[6];
        random.Fill(bytes);
        return new MacAddress((new MacAddress(bytes)._value & ~MulticastBit) | LocalBit);
    }

    /// <summary>Reads six pairs of hex digits separated by colons.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out MacAddress address)
    {
        address = default;
        if (text.Length != 17)
        {
            return false;
        }

        ulong value = 0;
        for (var index = 0; index < 6; index++)
        {
            var pair = text.Slice(index * 3, 2);

            // The platform's reader takes a digit and a zero character for a pair, so the digits are checked first.
            if ((index > 0 && text[(index * 3) - 1] != ':')
                || !char.IsAsciiHexDigit(pair[1])
                || !byte.TryParse(pair, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var part))
            {
                return false;
            }

            value = (value << 8) | part;
        }

        address = new MacAddress(value);
        return true;
    }

    /// <summary>Reads six pairs of hex digits separated by colons.</summary>
    /// <exception cref="FormatException">The text is not a MAC address.</exception>
    public static MacAddress Parse(ReadOnlySpan<char> text) => TryParse(text, out var address)
        ? address
        : throw new FormatException($"'{text}' is not a MAC address: write six pairs of hex digits, such as 02:42:ac:11:00:02.");

    /// <summary>Writes the six bytes in the order of the wire.</summary>
    public void CopyTo(Span<byte> destination)
    {
        for (var index = 0; index < 6; index++)
        {
            destination[index] = (byte)(_value >> (40 - (8 * index)));
        }
    }

    /// <summary>Six pairs of lower-case hex digits separated by colons.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[6];
        CopyTo(bytes);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes[0]:x2}:{bytes[1]:x2}:{bytes[2]:x2}:{bytes[3]:x2}:{bytes[4]:x2}:{bytes[5]:x2}");
    }
}

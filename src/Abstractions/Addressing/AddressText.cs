using System.Net;
using System.Net.Sockets;

namespace NetController;

/// <summary>
/// The only reader of addresses here. It takes the four-part decimal form without leading zeros and the forms of RFC 4291,
/// and refuses what other readers guess at: <c>10.1</c> (would be 10.0.0.1), <c>010.0.0.1</c> (would be read as octal, 8.0.0.1)
/// and zones such as <c>fe80::1%eth0</c>. An IPv4 address mapped into IPv6 is read as the IPv4 address it stands for.
/// </summary>
public static class AddressText
{
    /// <summary>Reads an address of either family.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IPAddress address)
    {
        address = IPAddress.None;
        if (text.Contains(':'))
        {
            return TryParseIPv6(text, out address);
        }

        return TryParseIPv4(text, out address);
    }

    /// <summary>Reads an address of either family.</summary>
    /// <exception cref="FormatException">The text is not an address; the message says what is expected.</exception>
    public static IPAddress Parse(ReadOnlySpan<char> text) => TryParse(text, out var address)
        ? address
        : throw new FormatException(
            $"'{text}' is not an IP address: write four decimal numbers without leading zeros (192.0.2.1) or an IPv6 address without a zone (2001:db8::1).");

    private static bool TryParseIPv4(ReadOnlySpan<char> text, out IPAddress address)
    {
        address = IPAddress.None;
        Span<byte> bytes = stackalloc byte[4];
        for (var part = 0; part < 4; part++)
        {
            var end = part < 3 ? text.IndexOf('.') : text.Length;
            if (end < 1 || !TryParseOctet(text[..end], out bytes[part]))
            {
                return false;
            }

            text = part < 3 ? text[(end + 1)..] : [];
        }

        address = new IPAddress(bytes);
        return true;
    }

    private static bool TryParseOctet(ReadOnlySpan<char> text, out byte value)
    {
        value = 0;
        if (text.Length is 0 or > 3 || (text.Length > 1 && text[0] == '0'))
        {
            return false;
        }

        var number = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        value = (byte)number;
        return number <= byte.MaxValue;
    }

    private static bool TryParseIPv6(ReadOnlySpan<char> text, out IPAddress address)
    {
        address = IPAddress.None;
        foreach (var character in text)
        {
            if (!char.IsAsciiHexDigit(character) && character is not (':' or '.'))
            {
                return false;
            }
        }

        // A dotted tail is read by the strict rules too; the platform's reader does the rest.
        var dotted = text.Contains('.');
        if (dotted && !TryParseIPv4(text[(text.LastIndexOf(':') + 1)..], out _))
        {
            return false;
        }

#pragma warning disable RS0030 // The characters are checked above: no zone, brackets, port or octal part can reach it.
        if (!IPAddress.TryParse(text, out var read) || read.AddressFamily != AddressFamily.InterNetworkV6)
#pragma warning restore RS0030
        {
            return false;
        }

        address = read.Normalized();
        return true;
    }
}

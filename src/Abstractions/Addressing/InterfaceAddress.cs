using System.Globalization;
using System.Net;

namespace NetController;

/// <summary>An address together with its prefix length, as an interface carries it: <c>172.17.0.1/16</c> (<c>ip addr add</c>).</summary>
public readonly record struct InterfaceAddress
{
    /// <summary>Makes an interface address; the address is normalised (<see cref="IPFamilies.Normalized"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is outside 0–32 (IPv4) or 0–128 (IPv6).</exception>
    public InterfaceAddress(IPAddress address, int prefixLength)
    {
        Address = address.Normalized();
        ArgumentOutOfRangeException.ThrowIfNegative(prefixLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefixLength, Address.Family().Bits());
        PrefixLength = prefixLength;
    }

    /// <summary>The address.</summary>
    public IPAddress Address { get; }

    /// <summary>The prefix length in bits.</summary>
    public int PrefixLength { get; }

    /// <summary>The family of the address.</summary>
    public IPFamily Family => Address.Family();

    /// <summary>The subnet that the address lies in.</summary>
    public IPPrefix Prefix => IPPrefix.Containing(Address, PrefixLength);

    /// <summary>Reads <c>ADDRESS/LENGTH</c> strictly; both parts are required and host bits may be set.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out InterfaceAddress address)
    {
        address = default;
        var slash = text.IndexOf('/');
        if (slash < 0 || !AddressText.TryParse(text[..slash], out var ip) || !TryParseLength(text[(slash + 1)..], ip.Family().Bits(), out var length))
        {
            return false;
        }

        address = new InterfaceAddress(ip, length);
        return true;
    }

    /// <summary>Reads <c>ADDRESS/LENGTH</c> strictly.</summary>
    /// <exception cref="FormatException">The text is not an address with its prefix length.</exception>
    public static InterfaceAddress Parse(ReadOnlySpan<char> text) => TryParse(text, out var address)
        ? address
        : throw new FormatException($"'{text}' is not an address with its prefix length: write ADDRESS/LENGTH, such as 192.0.2.1/24.");

    /// <summary>The form that <c>ip addr</c> prints, such as <c>172.17.0.1/16</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Address}/{PrefixLength}");

    /// <summary>Reads a prefix length: decimal digits without leading zeros.</summary>
    internal static bool TryParseLength(ReadOnlySpan<char> text, int most, out int length)
    {
        // The platform's reader takes trailing zero characters, so the digits are checked first.
        length = 0;
        return !text.ContainsAnyExceptInRange('0', '9')
            && (text.Length == 1 || !text.StartsWith('0'))
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length)
            && length <= most;
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NetController.Netlink.NfTables;

/// <summary>IPv4 and IPv6 addresses.</summary>
internal sealed class IpAddressNotation : NftNotation
{
    private const int Words = 8;
    private const int WordsBeforeIpv4 = 6;
    private const int Ipv6Length = 16;

    internal override bool HasPrefixes => true;

    internal override string Format(ReadOnlySpan<byte> value) => value.Length == Ipv6Length ? FormatIpv6(value) : new IPAddress(value).ToString();

    internal override bool TryParse(string text, Span<byte> value)
    {
        // The loose forms that make this method banned elsewhere are refused here: an IPv4 address must read back as it was written.
#pragma warning disable RS0030
        return IPAddress.TryParse(text, out var address)
#pragma warning restore RS0030
            && (value.Length == Ipv6Length ? IsPlainIpv6(address, text) : address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text)
            && address.TryWriteBytes(value, out _);
    }

    private static bool IsPlainIpv6(IPAddress address, string text) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && !text.AsSpan().ContainsAny("%[]/");

    // IPAddress.ToString writes the tail of more addresses as IPv4 than inet_ntop does, and nft's grammar takes only those.
    private static string FormatIpv6(ReadOnlySpan<byte> value)
    {
        Span<ushort> words = stackalloc ushort[Words];
        for (var i = 0; i < Words; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt16BigEndian(value[(i * sizeof(ushort))..]);
        }

        var (start, length) = LongestZeros(words);
        var text = new StringBuilder();
        var withIpv4 = start == 0 && (length == WordsBeforeIpv4 || (length == WordsBeforeIpv4 - 1 && words[WordsBeforeIpv4 - 1] == ushort.MaxValue));
        for (var i = 0; i < Words; i++)
        {
            if (length > 1 && i == start)
            {
                text.Append(i + length == Words ? "::" : ":");
                i += length - 1;
                continue;
            }

            text.Append(i > 0 ? ":" : "");
            if (withIpv4 && i == WordsBeforeIpv4)
            {
                return text.Append(new IPAddress(value[^4..])).ToString();
            }

            text.Append(CultureInfo.InvariantCulture, $"{words[i]:x}");
        }

        return text.ToString();
    }

    private static (int Start, int Length) LongestZeros(ReadOnlySpan<ushort> words)
    {
        var (start, length) = (0, 0);
        for (int i = 0, run = 0; i < words.Length; i++)
        {
            run = words[i] == 0 ? run + 1 : 0;
            (start, length) = run > length ? (i - run + 1, run) : (start, length);
        }

        return (start, length);
    }
}

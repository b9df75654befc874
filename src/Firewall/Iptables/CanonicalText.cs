using System.Globalization;
using System.Net;
using System.Text;

namespace NetController.Firewall.Iptables;

/// <summary>
/// Addresses and ports exactly as iptables-save prints them, which is inet_ntop(3) of the C library. .NET prints the last four bytes of some
/// IPv6 addresses (ISATAP, SIIT) in dotted form where the C library does not, and saved rules must compare equal as text.
/// </summary>
internal static class CanonicalText
{
    /// <summary>The address as inet_ntop(3) prints it.</summary>
    public static string Of(IPAddress address)
    {
        var normalized = address.Normalized();
        if (normalized.Family() == IPFamily.IPv4)
        {
            return normalized.ToString();
        }

        Span<ushort> words = stackalloc ushort[8];
        var number = normalized.ToNumber();
        for (var i = 7; i >= 0; i--, number >>= 16)
        {
            words[i] = (ushort)(number & ushort.MaxValue);
        }

        return Print(words);
    }

    /// <summary>The subnet in CIDR form.</summary>
    public static string Of(IPPrefix prefix) => string.Create(CultureInfo.InvariantCulture, $"{Of(prefix.Address)}/{prefix.Length}");

    /// <summary>The ports as a match prints them: <c>80</c> or <c>8000:8010</c>.</summary>
    public static string Of(PortRange ports) => ports.Count == 1
        ? ports.First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{ports.First}:{ports.Last}");

    /// <summary>The address and port as a translation prints them: <c>192.0.2.1:80</c> or <c>[2001:db8::1]:80</c>.</summary>
    public static string Of(IPAddress address, int port) => address.Family() == IPFamily.IPv4
        ? string.Create(CultureInfo.InvariantCulture, $"{Of(address)}:{port}")
        : string.Create(CultureInfo.InvariantCulture, $"[{Of(address)}]:{port}");

    private static string Print(ReadOnlySpan<ushort> words)
    {
        var (start, length) = LongestZeroRun(words);
        if (start == 0 && length == 6)
        {
            return string.Create(CultureInfo.InvariantCulture, $"::{words[6] >> 8}.{words[6] & 0xff}.{words[7] >> 8}.{words[7] & 0xff}");
        }

        var text = new StringBuilder(39);
        for (var i = 0; i < words.Length; i++)
        {
            if (length > 0 && i == start)
            {
                text.Append("::");
                i += length - 1;
                continue;
            }

            if (text.Length > 0 && text[^1] != ':')
            {
                text.Append(':');
            }

            text.Append(CultureInfo.InvariantCulture, $"{words[i]:x}");
        }

        return text.ToString();
    }

    /// <summary>The first of the longest runs of two or more zero words.</summary>
    private static (int Start, int Length) LongestZeroRun(ReadOnlySpan<ushort> words)
    {
        var best = (Start: -1, Length: 1);
        for (var i = 0; i < words.Length; i++)
        {
            var end = i;
            while (end < words.Length && words[end] == 0)
            {
                end++;
            }

            best = end - i > best.Length ? (i, end - i) : best;
            i = Math.Max(i, end - 1);
        }

        return best.Start < 0 ? (-1, 0) : best;
    }
}

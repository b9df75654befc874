using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace NetController.Netlink.NfTables;

/// <summary>Durations in milliseconds: <c>1h30m</c>.</summary>
internal sealed partial class DurationNotation : NftNotation
{
    private static readonly (string Unit, ulong Milliseconds)[] Units =
        [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

    internal override bool IsHostOrder => true;

    /// <summary>A time as nft writes and reads it; nothing finer than a millisecond.</summary>
    internal static string Format(TimeSpan time) => Format((ulong)Math.Max(0, time.Ticks / TimeSpan.TicksPerMillisecond));

    internal override string Format(ReadOnlySpan<byte> value) => Format(BigEndian.Read(value));

    internal override string FormatBound(ReadOnlySpan<byte> value) => string.Create(CultureInfo.InvariantCulture, $"{BigEndian.Read(value) / 1000}s");

    internal override bool TryParse(string text, Span<byte> value)
    {
        var match = Shape().Match(text);
        if (!match.Success || text.Length == 0)
        {
            return false;
        }

        UInt128 milliseconds = 0;
        for (var i = 0; i < Units.Length; i++)
        {
            if (match.Groups[i + 1] is { Success: true } group)
            {
                milliseconds += UInt128.Parse(group.ValueSpan, CultureInfo.InvariantCulture) * Units[i].Milliseconds;
            }
        }

        if (milliseconds > ulong.MaxValue >> (64 - (8 * value.Length)))
        {
            return false;
        }

        BigEndian.Write(value, (ulong)milliseconds);
        return true;
    }

    private static string Format(ulong milliseconds)
    {
        // nft 1.0.6 writes nothing at all for a time of zero, which it cannot read back.
        if (milliseconds == 0)
        {
            return "0s";
        }

        var text = new StringBuilder();
        foreach (var (unit, length) in Units)
        {
            if (milliseconds / length is var count and > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{count}{unit}");
                milliseconds %= length;
            }
        }

        return text.ToString();
    }

    [GeneratedRegex("^(?:([0-9]{1,9})d)?(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?(?:([0-9]{1,9})ms)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}

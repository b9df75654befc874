using System.Globalization;

namespace NetController.Netlink.NfTables;

/// <summary>Instants in nanoseconds since 1970, as nft writes them: <c>"2026-01-31 15:30:00"</c> in the zone of the machine.</summary>
internal sealed class InstantNotation : NftNotation
{
    private const string Shape = "yyyy-MM-dd HH:mm:ss";
    private const ulong NanosecondsPerTick = 100;
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    internal override bool IsHostOrder => true;

    internal override string Format(ReadOnlySpan<byte> value)
    {
        var instant = DateTimeOffset.UnixEpoch.AddTicks((long)(BigEndian.Read(value) / NanosecondsPerTick));
        return $"\"{TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.Local).ToString(Shape, CultureInfo.InvariantCulture)}\"";
    }

    internal override bool TryParse(string text, Span<byte> value)
    {
        if (!DateTime.TryParseExact(text.Trim('"'), Shape, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time))
        {
            return false;
        }

        BigEndian.Write(value, (ulong)new DateTimeOffset(time).ToUnixTimeSeconds() * NanosecondsPerSecond);
        return time >= DateTime.UnixEpoch;
    }
}

using System.Globalization;

namespace NetController.Netlink.NfTables;

/// <summary>Seconds since midnight, UTC in the kernel, as nft writes them: <c>"15:30"</c> in the zone of the machine.</summary>
internal sealed class HourNotation : NftNotation
{
    private const long SecondsPerDay = 86_400;

    internal override bool IsHostOrder => true;

    internal override string Format(ReadOnlySpan<byte> value)
    {
        var time = TimeOnly.FromTimeSpan(TimeSpan.FromSeconds(Wrap((long)BigEndian.Read(value) + Offset)));
        return $"\"{time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture)}\"";
    }

    internal override bool TryParse(string text, Span<byte> value)
    {
        if (!TimeOnly.TryParseExact(text.Trim('"'), ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return false;
        }

        BigEndian.Write(value, (ulong)Wrap((long)time.ToTimeSpan().TotalSeconds - Offset));
        return true;
    }

    // nft applies today's distance from UTC to any hour.
    private static long Offset => (long)TimeZoneInfo.Local.GetUtcOffset(TimeProvider.System.GetUtcNow()).TotalSeconds;

    private static long Wrap(long seconds) => ((seconds % SecondsPerDay) + SecondsPerDay) % SecondsPerDay;
}

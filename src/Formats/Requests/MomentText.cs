using System.Globalization;

namespace NetController.Formats;

/// <summary>Moments as Docker's <c>until</c> and <c>since</c> take them: a duration back from now, a date with or without time, or Unix seconds.</summary>
internal static class MomentText
{
    private static readonly string[] Dates =
    [
        "yyyy-MM-dd", "yyyy-MM-ddK", "yyyy-MM-ddTHH", "yyyy-MM-ddTHHK", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mmK",
        "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Reads a moment. A date without a zone is one of the host's own zone.</summary>
    /// <param name="text">The moment.</param>
    /// <param name="now">What a duration counts back from.</param>
    /// <exception cref="FormatException">It is none of the forms.</exception>
    public static DateTimeOffset Parse(string text, DateTimeOffset now)
    {
        try
        {
            return text != "0" && DurationText.TryParse(text, out var ago) ? now - ago
                : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? Unix(seconds)
                : DateTimeOffset.ParseExact(TrimFraction(text), Dates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentOutOfRangeException or OverflowException)
        {
            throw new FormatException($"failed to parse value as time or duration: '{text}'", failure);
        }
    }

    private static DateTimeOffset Unix(decimal seconds) => DateTimeOffset.UnixEpoch.AddTicks(checked((long)(seconds * TimeSpan.TicksPerSecond)));

    /// <summary>Go prints nanoseconds, of which .NET knows hundreds.</summary>
    private static string TrimFraction(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return text;
        }

        var end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - dot > 8 ? string.Concat(text.AsSpan(0, dot + 8), text.AsSpan(end)) : text;
    }
}

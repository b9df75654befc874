using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NetController;

/// <summary>
/// A place in the events of one run of a controller, right after the event that carries it. Printed as 16 hex digits, a dash and a decimal
/// number, for a client to keep.
/// </summary>
/// <param name="Run">Which run of the controller: a random number that each start draws.</param>
/// <param name="Sequence">How many events of the run are before this place: 1 after the first, and one more after each.</param>
public readonly record struct EventCursor(ulong Run, long Sequence) : IParsable<EventCursor>
{
    private const int RunLength = 16;

    /// <summary>Reads what <see cref="ToString"/> prints.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EventCursor cursor)
    {
        cursor = default;
        if (text is null
            || text.Length <= RunLength + 1
            || text[RunLength] != '-'
            || !ulong.TryParse(text.AsSpan(0, RunLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var run)
            || !long.TryParse(text.AsSpan(RunLength + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return false;
        }

        cursor = new EventCursor(run, sequence);
        return true;
    }

    /// <summary>Reads what <see cref="ToString"/> prints.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static EventCursor Parse(string text) => TryParse(text, out var cursor)
        ? cursor
        : throw new FormatException($"'{text}' is not an event cursor: 16 hex digits, a dash and a number are expected.");

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Run:x16}-{Sequence}");

    static EventCursor IParsable<EventCursor>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<EventCursor>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EventCursor result) => TryParse(s, out result);
}

using System.Globalization;

namespace NetController.Netctl.Options;

/// <summary>Reads numbers; what they may be is checked where they are used, so that all that is wrong is reported together.</summary>
internal static class Numbers
{
    /// <summary>Reads a decimal number, negative ones included.</summary>
    /// <exception cref="FormatException">The text is no such number.</exception>
    public static int Parse(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new FormatException($"'{text}' is no number: write decimal digits, such as 1500");
}

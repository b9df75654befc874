using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NetController.Firewall;

/// <summary>Packets whose mark, under a mask, has a value: <c>meta mark and MASK == VALUE</c>, <c>-m mark --mark VALUE/MASK</c>.</summary>
/// <param name="Value">The value; no bit outside the mask.</param>
/// <param name="Mask">The bits that count; all by default.</param>
public readonly record struct FirewallMark(uint Value, uint Mask = uint.MaxValue)
{
    /// <summary>Reads what <see cref="ToString"/> prints: a value, or a value and a mask, each hexadecimal with <c>0x</c> in front or decimal.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out FirewallMark mark)
    {
        mark = default;
        var parts = text?.Split('/') ?? [];
        var bits = uint.MaxValue;
        if (parts.Length is not (1 or 2) || !TryReadNumber(parts[0], out var value) || (parts.Length == 2 && !TryReadNumber(parts[1], out bits)) || (value & ~bits) != 0)
        {
            return false;
        }

        mark = new FirewallMark(value, bits);
        return true;
    }

    /// <summary>As iptables writes it, for example <c>0x1/0xff</c>.</summary>
    public override string ToString() => Mask == uint.MaxValue
        ? string.Create(CultureInfo.InvariantCulture, $"0x{Value:x}")
        : string.Create(CultureInfo.InvariantCulture, $"0x{Value:x}/0x{Mask:x}");

    private static bool TryReadNumber(string text, out uint number) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)
        : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

using System.Globalization;

namespace NetController.Firewall;

/// <summary>Packets whose mark, under a mask, has a value: <c>meta mark and MASK == VALUE</c>, <c>-m mark --mark VALUE/MASK</c>.</summary>
/// <param name="Value">The value; no bit outside the mask.</param>
/// <param name="Mask">The bits that count; all by default.</param>
public readonly record struct FirewallMark(uint Value, uint Mask = uint.MaxValue)
{
    /// <summary>As iptables writes it, for example <c>0x1/0xff</c>.</summary>
    public override string ToString() => Mask == uint.MaxValue
        ? string.Create(CultureInfo.InvariantCulture, $"0x{Value:x}")
        : string.Create(CultureInfo.InvariantCulture, $"0x{Value:x}/0x{Mask:x}");
}

using System.Globalization;

namespace NetController.Netlink;

/// <summary>A comparison of one 32-bit word of a packet; <c>match u32 VALUE MASK at OFFSET</c>.</summary>
/// <param name="Value">The word, its first byte on the wire as the highest.</param>
/// <param name="Mask">The bits that count.</param>
/// <param name="Offset">Where it stands: bytes from the beginning of the network header, a multiple of 4; for IPv4 12 is the source and 16 the destination address.</param>
public readonly record struct U32Key(uint Value, uint Mask, int Offset = 0)
{
    /// <summary>The comparison as <c>tc</c> lists it, for example <c>0a000000/ff000000 at 16</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:x8}/{Mask:x8} at {Offset}");
}

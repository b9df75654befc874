using System.Globalization;
using System.Numerics;

namespace NetController.Netlink.NfTables;

/// <summary>Numbers: decimal, or hexadecimal with leading zeros as nft writes marks.</summary>
internal class NumberNotation(bool isHostOrder = false, bool isHexadecimal = false, bool hasPrefixes = false) : NftNotation
{
    internal override bool IsHostOrder => isHostOrder;

    internal override bool HasPrefixes => hasPrefixes;

    internal override string Format(ReadOnlySpan<byte> value) => isHexadecimal
        ? $"0x{Convert.ToHexStringLower(value)}"
        : new BigInteger(value, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture);

    internal override bool TryParse(string text, Span<byte> value) => TryParseNumber(text, value);

    /// <summary>Reads a number, decimal or with <c>0x</c>, that fits into the bytes.</summary>
    protected static bool TryParseNumber(ReadOnlySpan<char> text, Span<byte> value)
    {
        BigInteger number;
        var isNumber = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? BigInteger.TryParse($"0{text[2..]}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number) && text.Length > 2
            : BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
        if (!isNumber || number.GetByteCount(isUnsigned: true) > value.Length)
        {
            return false;
        }

        value.Clear();
        return number.TryWriteBytes(value[^number.GetByteCount(isUnsigned: true)..], out _, isUnsigned: true, isBigEndian: true);
    }
}

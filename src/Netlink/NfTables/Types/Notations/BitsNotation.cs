using System.Globalization;

namespace NetController.Netlink.NfTables;

/// <summary>Sets of bits with names, as nft writes them in elements of sets: <c>established | related</c>. Bits without a name are hexadecimal.</summary>
internal sealed class BitsNotation((ulong Number, string Name)[] names, bool isHostOrder = true) : NumberNotation(isHostOrder)
{
    private const string Separator = " | ";

    internal override bool IsBits => true;

    internal override string Format(ReadOnlySpan<byte> value) => Format(BigEndian.Read(value), Separator);

    internal override string FormatBound(ReadOnlySpan<byte> value) => string.Create(CultureInfo.InvariantCulture, $"0x{BigEndian.Read(value):x}");

    internal string Format(ulong bits, string separator)
    {
        var words = new List<string>();
        for (var rest = bits; rest != 0; rest &= rest - 1)
        {
            words.Add(Name(rest & (~rest + 1)));
        }

        return words.Count == 0 ? "0x0" : string.Join(separator, words);
    }

    internal override bool TryParse(string text, Span<byte> value)
    {
        var bits = 0ul;
        Span<byte> one = stackalloc byte[sizeof(ulong)];
        foreach (var word in text.Split(text.Contains('|', StringComparison.Ordinal) ? '|' : ',', StringSplitOptions.TrimEntries))
        {
            var number = Array.Find(names, known => known.Name == word).Number;
            if (number == 0 && !TryParseNumber(word, one[^value.Length..]))
            {
                return false;
            }

            bits |= number != 0 ? number : BigEndian.Read(one[^value.Length..]);
        }

        BigEndian.Write(value, bits);
        return true;
    }

    private string Name(ulong bit) =>
        Array.Find(names, known => known.Number == bit).Name ?? string.Create(CultureInfo.InvariantCulture, $"0x{bit:x}");
}

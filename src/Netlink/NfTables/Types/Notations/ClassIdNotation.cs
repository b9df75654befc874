using System.Globalization;

namespace NetController.Netlink.NfTables;

/// <summary>Handles of traffic control classes: <c>1:10</c>, hexadecimal, as in tc(8).</summary>
internal sealed class ClassIdNotation : NftNotation
{
    private const ulong None = 0;
    private const ulong Root = 0xffffffff;

    internal override bool IsHostOrder => true;

    internal override string Format(ReadOnlySpan<byte> value) => BigEndian.Read(value) switch
    {
        None => "none",
        Root => "root",
        var number => FormatNumber(number),
    };

    internal override bool TryParse(string text, Span<byte> value)
    {
        if (text is "none" or "root")
        {
            BigEndian.Write(value, text is "none" ? None : Root);
            return true;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !ushort.TryParse(text.AsSpan(0, colon), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var major)
            || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var minor))
        {
            return false;
        }

        BigEndian.Write(value, ((ulong)major << 16) | minor);
        return true;
    }

    private static string FormatNumber(ulong number) => string.Create(CultureInfo.InvariantCulture, $"{number >> 16:x}:{number & ushort.MaxValue:x}");
}

using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;

namespace NetController;

/// <summary>A 256-bit random identity, printed as 64 lower-case hex digits. The typed ids wrap it.</summary>
public readonly record struct ObjectId : IComparable<ObjectId>
{
    /// <summary>The number of hex digits of a whole id.</summary>
    public const int TextLength = 64;

    /// <summary>The number of hex digits of the short form that kernel names and log lines carry.</summary>
    public const int ShortLength = 12;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private readonly UInt128 _high;
    private readonly UInt128 _low;

    private ObjectId(UInt128 high, UInt128 low) => (_high, _low) = (high, low);

    /// <summary>Makes a new id from 32 bytes of <paramref name="random"/>.</summary>
    public static ObjectId New(RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Span<byte> bytes = stackalloc byte[32];
        random.Fill(bytes);
        return new ObjectId(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));
    }

    /// <summary>Reads a whole id: exactly 64 hex digits, either case.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ObjectId id)
    {
        id = default;

        // The platform's reader takes trailing zero characters, so the digits are checked first.
        if (text.Length != TextLength
            || text.ContainsAnyExcept(HexDigits)
            || !UInt128.TryParse(text[..32], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            || !UInt128.TryParse(text[32..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low))
        {
            return false;
        }

        id = new ObjectId(high, low);
        return true;
    }

    /// <summary>Reads a whole id.</summary>
    /// <exception cref="FormatException">The text is not exactly 64 hex digits.</exception>
    public static ObjectId Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not an id: 64 hex digits are expected.");

    /// <summary>The first 12 hex digits.</summary>
    public string Short => ToString()[..ShortLength];

    /// <summary>True where the printed id begins with <paramref name="prefix"/>, whatever its case.</summary>
    public bool StartsWith(ReadOnlySpan<char> prefix) => ToString().AsSpan().StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public int CompareTo(ObjectId other)
    {
        var high = _high.CompareTo(other._high);
        return high != 0 ? high : _low.CompareTo(other._low);
    }

    /// <summary>True where <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(ObjectId left, ObjectId right) => left.CompareTo(right) < 0;

    /// <summary>True where <paramref name="left"/> sorts before <paramref name="right"/> or is the same.</summary>
    public static bool operator <=(ObjectId left, ObjectId right) => left.CompareTo(right) <= 0;

    /// <summary>True where <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(ObjectId left, ObjectId right) => left.CompareTo(right) > 0;

    /// <summary>True where <paramref name="left"/> sorts after <paramref name="right"/> or is the same.</summary>
    public static bool operator >=(ObjectId left, ObjectId right) => left.CompareTo(right) >= 0;

    /// <summary>All 64 hex digits, lower case.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{_high:x32}{_low:x32}");
}

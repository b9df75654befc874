namespace NetController.Netlink.NfTables;

/// <content>Values of a type in the notation of nft(8).</content>
public sealed partial class NftDataType
{
    private const int BitsPerByte = 8;

    /// <summary>Whether values are texts filled with zeros.</summary>
    internal bool IsText => _notation is TextNotation;

    /// <summary>Whether it is a number that registers hold in the machine's byte order.</summary>
    internal bool IsHostNumber => _notation.IsHostOrder;

    /// <summary>Whether nft writes what a prefix has in common as one: <c>10.0.0.0/8</c>.</summary>
    internal bool HasPrefixes => _notation.HasPrefixes;

    /// <summary>Whether values are sets of bits.</summary>
    internal bool IsBits => _notation.IsBits;

    /// <summary>Reads a value as nft writes it: an address, a port or another number, the name of an interface, a word that nft has for the type, or several with <c> . </c> between them.</summary>
    /// <param name="text">The text, for example <c>10.0.0.1 . 80</c>.</param>
    /// <returns>The value, as registers hold it.</returns>
    /// <exception cref="FormatException">It is not a single value of this type. Ranges, prefixes and names of services are none.</exception>
    public NftValue Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Parts.IsEmpty)
        {
            var words = text.Split(" . ", StringSplitOptions.TrimEntries);
            return words.Length == Parts.Length
                ? NftValue.Concatenate([.. Parts.Select((part, i) => part.Parse(words[i]))])
                : throw new FormatException($"\"{text}\" has {words.Length} parts, and {Name} has {Parts.Length}.");
        }

        Span<byte> value = stackalloc byte[NftValue.MaximumLength];
        value = value[..Length];
        value.Clear();
        if (!_notation.TryParse(text, value))
        {
            throw new FormatException($"\"{text}\" is not a value of the type {Name}.");
        }

        Turn(value);
        return new NftValue(value);
    }

    /// <summary>A value as nft writes it among the elements of a set.</summary>
    /// <param name="value">The bytes of the registers.</param>
    /// <param name="ofInterval">Whether it is a key of a set with intervals, where all is in network byte order.</param>
    internal string Format(ReadOnlySpan<byte> value, bool ofInterval = false)
    {
        if (value.Length != Length)
        {
            return $"0x{Convert.ToHexStringLower(value)}";
        }

        return Parts.IsEmpty ? _notation.Format(Ordered(value, ofInterval)) : Join(value, value, ofInterval);
    }

    /// <summary>A value without the words that nft has for it, as it must stand in ranges and prefixes.</summary>
    internal string FormatBound(ReadOnlySpan<byte> value, bool ofInterval = false) =>
        value.Length == Length && Parts.IsEmpty ? _notation.FormatBound(Ordered(value, ofInterval)) : Format(value, ofInterval);

    /// <summary>A set of bits as nft writes it in rules: <c>established,related</c>. Any other value as <see cref="Format"/> has it.</summary>
    internal string FormatList(ReadOnlySpan<byte> value) => _notation is BitsNotation bits && value.Length == Length
        ? bits.Format(BigEndian.Read(Ordered(value, ofInterval: false)), ",")
        : Format(value);

    /// <summary>A range as nft writes it: <c>a-b</c>, <c>a/length</c> where it is a prefix and nft would, <c>"name*"</c>, and <c>a</c> when both ends are the same.</summary>
    internal string FormatRange(ReadOnlySpan<byte> first, ReadOnlySpan<byte> last, bool ofInterval = false)
    {
        if (first.SequenceEqual(last) || first.Length != Length || last.Length != Length)
        {
            return first.SequenceEqual(last) ? Format(first, ofInterval) : $"{Format(first, ofInterval)}-{Format(last, ofInterval)}";
        }

        if (!Parts.IsEmpty)
        {
            return Join(first, last, ofInterval);
        }

        var (low, high) = (Ordered(first, ofInterval), Ordered(last, ofInterval));
        if (PrefixLength(low, high) is { } length)
        {
            if (IsText)
            {
                return TextNotation.FormatPrefix(low.AsSpan(0, length / BitsPerByte));
            }

            if (_notation.HasPrefixes)
            {
                return $"{_notation.Format(low)}/{length}";
            }
        }

        return $"{_notation.FormatBound(low)}-{_notation.FormatBound(high)}";
    }

    private string Join(ReadOnlySpan<byte> first, ReadOnlySpan<byte> last, bool ofInterval)
    {
        var words = new string[Parts.Length];
        var at = 0;
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = Parts[i].FormatRange(first.Slice(at, Parts[i].Length), last.Slice(at, Parts[i].Length), ofInterval);
            at += Protocol.Alignment.Up(Parts[i].Length);
        }

        return string.Join(" . ", words);
    }

    /// <summary>The bits two values have in common when the rest is all zeros in the one and all ones in the other; otherwise null.</summary>
    private static int? PrefixLength(ReadOnlySpan<byte> low, ReadOnlySpan<byte> high)
    {
        var length = 0;
        while (length < low.Length * BitsPerByte && Bit(low, length) == Bit(high, length))
        {
            length++;
        }

        for (var i = length; i < low.Length * BitsPerByte; i++)
        {
            if (Bit(low, i) || !Bit(high, i))
            {
                return null;
            }
        }

        return length;
    }

    private static bool Bit(ReadOnlySpan<byte> value, int index) => ((value[index / BitsPerByte] >> (BitsPerByte - 1 - (index % BitsPerByte))) & 1) != 0;

    private byte[] Ordered(ReadOnlySpan<byte> value, bool ofInterval)
    {
        var ordered = value.ToArray();
        if (!ofInterval)
        {
            Turn(ordered);
        }

        return ordered;
    }

    private void Turn(Span<byte> value)
    {
        if (_notation.IsHostOrder && BitConverter.IsLittleEndian)
        {
            value.Reverse();
        }
    }
}

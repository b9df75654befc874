namespace NetController.Netlink.NfTables;

/// <summary>What a register holds as something to be used: a key, or what is assigned.</summary>
internal static class ValueText
{
    private const byte LastDay = 6;

    /// <summary>The operand with what was done to its bits: <c>meta mark &amp; 0x000000ff | 0x00000100</c>.</summary>
    internal static string Of(Operand operand)
    {
        if (operand.Mask is not { } mask)
        {
            return $"{operand.Text}{operand.Shifted}";
        }

        var left = operand.Text;
        return mask switch
        {
            { Flips: false } => $"{left} & {Bits(operand, mask.And)}",
            { KeepsAll: true } => $"{left} ^ {Bits(operand, mask.Xor)}",
            { OnlySets: true } when !mask.KeptOrSet.Bytes.ContainsAnyExcept((byte)0xff) => $"{left} | {Bits(operand, mask.Xor)}",
            { OnlySets: true } => $"{left} & {Bits(operand, mask.KeptOrSet)} | {Bits(operand, mask.Xor)}",
            _ => $"{left} & {Bits(operand, mask.And)} ^ {Bits(operand, mask.Xor)}",
        };
    }

    /// <summary>Whether nft can read back what is done to the bits of an operand; some types have notations for whole values only, such as times of day.</summary>
    internal static bool IsMaskSayable(Operand operand) => operand.Mask is not { } mask
        || ((operand.IsRaw || !operand.Type.IsText) && new[] { mask.And, mask.Xor, mask.KeptOrSet }.All(bits => Say(operand, bits, isBound: true) is not null));

    /// <summary>Bits of an operand beside an operator; several words need parentheses.</summary>
    internal static string Bits(Operand operand, NftValue value)
    {
        if (operand.Type.IsText && !operand.IsRaw)
        {
            return value.ToString();
        }

        if (!operand.Type.IsBits || operand.IsRaw)
        {
            return Say(operand, value, isBound: true) ?? value.ToString();
        }

        var words = operand.Format(value);
        return words.Contains('|', StringComparison.Ordinal) ? $"({words})" : words;
    }

    /// <summary>The operand as a value of this type; null when nft would refuse it as such.</summary>
    internal static string? As(Operand operand, NftDataType type)
    {
        if (operand.Constant is { } constant)
        {
            return Constant(constant, type);
        }

        var isNumber = operand.Type.Id == type.Id && operand.Type.Length == type.Length;
        var isOrdered = operand.IsTurned ? operand.Type.IsHostNumber && !type.IsHostNumber : operand.Type.IsHostNumber == type.IsHostNumber;
        return operand.IsUnsayable || operand.IsPresence || !IsMaskSayable(operand) || !isNumber || !isOrdered || operand.Part is not null ? null : Of(operand);
    }

    /// <summary>A constant of this type; null when nft has no notation for its bytes.</summary>
    internal static string? Constant(NftValue constant, NftDataType type)
    {
        if (type.Id == NftDataType.ConntrackLabel.Id)
        {
            return ConntrackLabel.Bit(constant);
        }

        return !IsTypable(constant, type) ? null
            : type.IsBits ? type.FormatList(constant.Bytes) : type.Format(constant.Bytes);
    }

    /// <summary>A value of an operand's type, without the words that nft has for it where those cannot stand; null when nft could not read it back.</summary>
    internal static string? Say(Operand operand, NftValue value, bool isBound = false)
    {
        if (operand.IsRaw)
        {
            return Operand.RawHexadecimal(value);
        }

        var (type, isTurned) = (operand.Type, operand.IsTurned);
        var text = isBound ? type.FormatBound(value.Bytes, isTurned) : type.Format(value.Bytes, isTurned);
        return Means(type, text, value, isTurned) && !(operand.IsPresence && char.IsAsciiDigit(text[0])) ? text : isBound ? Say(operand, value) : null;
    }

    private static bool IsTypable(NftValue value, NftDataType type) => Means(type, type.Format(value.Bytes), value, isTurned: false);

    private static bool Means(NftDataType type, string text, NftValue value, bool isTurned)
    {
        if (value.Length != type.Length || (type.IsText && !IsQuotable(text)))
        {
            return false;
        }

        var expected = value.Bytes.ToArray();
        if (isTurned && BitConverter.IsLittleEndian)
        {
            expected.AsSpan().Reverse();
        }

        try
        {
            return type.Parse(text).Bytes.SequenceEqual(expected) && !IsBeyondReason(type, expected);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool IsQuotable(string text) =>
        text.Length > 2 && !text.AsSpan().ContainsAny('\n', '\0') && !text[1..^1].Contains('"', StringComparison.Ordinal) && text is not "\"\\*\"";

    /// <summary>nft takes numbers of interfaces only as far as the kernel gives them out, and a week has seven days.</summary>
    private static bool IsBeyondReason(NftDataType type, ReadOnlySpan<byte> value) =>
        type.Id == NftDataType.InterfaceIndex.Id ? BitConverter.ToUInt32(value) > int.MaxValue : type.Id == NftDataType.Day.Id && value[0] > LastDay;
}

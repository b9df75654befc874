namespace NetController.Netlink.NfTables;

/// <summary>What a register holds as something to be used: a key, or what is assigned.</summary>
internal static class ValueText
{
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

    /// <summary>Bits of an operand beside an operator; several words need parentheses.</summary>
    internal static string Bits(Operand operand, NftValue value)
    {
        if (!operand.Type.IsBits || operand.IsRaw)
        {
            return operand.FormatBound(value);
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

        var isNumber = operand.Type.Name == type.Name || (operand.Type.Length == type.Length && operand.Type.Equals(type));
        var isOrdered = operand.IsTurned ? operand.Type.IsHostNumber && !type.IsHostNumber : operand.Type.IsHostNumber == type.IsHostNumber;
        return operand.IsUnsayable || !isNumber || !isOrdered || operand.Part is not null ? null : Of(operand);
    }

    /// <summary>A constant of this type; null when nft has no notation for its bytes.</summary>
    internal static string? Constant(NftValue constant, NftDataType type)
    {
        if (type.Id == NftDataType.ConntrackLabel.Id)
        {
            return ConntrackLabel.Bit(constant);
        }

        return constant.Length != type.Length || (type.IsText && !IsTypable(constant, type)) ? null
            : type.IsBits ? type.FormatList(constant.Bytes) : type.Format(constant.Bytes);
    }

    /// <summary>Whether a text can stand between quotation marks and says the same bytes.</summary>
    internal static bool IsTypable(NftValue value, NftDataType type)
    {
        var text = type.Format(value.Bytes);
        if (text.Length <= 2 || text.AsSpan().ContainsAny('\n', '\0') || text[1..^1].Contains('"', StringComparison.Ordinal) || text is "\"\\*\"")
        {
            return false;
        }

        try
        {
            return type.Parse(text) == value;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

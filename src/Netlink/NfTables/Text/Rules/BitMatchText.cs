namespace NetController.Netlink.NfTables;

/// <summary>Comparisons of some bits: <c>ct state established,related</c>, <c>meta mark &amp; 0xff == 0x1</c>, <c>ip saddr 10.0.0.0/12</c>, <c>ip dscp cs1</c>.</summary>
internal static class BitMatchText
{
    private const int BitsPerByte = 8;

    internal static string Format(RuleState state, Operand operand, NftComparison comparison, NftValue value)
    {
        if (operand.Mask is not { } mask)
        {
            return OfPartOfByte(state, operand, comparison, value);
        }

        if (value.Length != operand.Length || operand.IsPresence || ValueText.Say(operand, value, isBound: true) is null || !ValueText.IsMaskSayable(operand))
        {
            return state.Unsayable($"{ValueText.Of(operand)}{MatchText.Sign(comparison)}{value}");
        }

        if (MatchText.IsOrder(comparison))
        {
            return mask.Flips || (operand.Type.IsHostNumber && operand.Length > 1)
                ? state.Unsayable($"{ValueText.Of(operand)}{MatchText.Sign(comparison)}{value}")
                : Plain(operand, comparison, value);
        }

        if (operand.IsTurned)
        {
            return state.Unsayable($"{ValueText.Of(operand)}{MatchText.Sign(comparison)}{value}");
        }

        if (mask.Flips && mask.OnlySets)
        {
            return Plain(operand, comparison, value);
        }

        if (mask.Flips)
        {
            // nft flips the constant instead.
            state.AtBest(NftTextFidelity.Equivalent);
            return Format(state, operand with { Mask = mask with { Xor = new NftValue(new byte[value.Length]) } }, comparison, BitMask.Flip(value, mask.Xor));
        }

        return operand.Type.Id == NftDataType.ConntrackLabel.Id ? OfLabel(state, operand, comparison, value, mask)
            : operand.Type.IsBits && !operand.IsRaw && mask.Covers(value) ? OfFlags(operand, comparison, value, mask)
            : OfPrefix(operand, comparison, value, mask) ?? Plain(operand, comparison, value);
    }

    /// <summary>A field that shares its bytes with others.</summary>
    private static string OfPartOfByte(RuleState state, Operand operand, NftComparison comparison, NftValue value) =>
        value.Length == operand.Length && operand.Part?.TryShift(value) is { } shifted
            ? $"{operand.Text}{MatchText.Sign(comparison)}{operand.Type.Format(shifted.Bytes)}"
            : state.Unsayable($"{operand.Text}{MatchText.Sign(comparison)}{value}");

    /// <summary>Names of bits: any of them, none of them, or these of those.</summary>
    private static string OfFlags(Operand operand, NftComparison comparison, NftValue value, BitMask mask)
    {
        var type = operand.Type;
        var isAny = mask.And.Bytes.ContainsAnyExcept((byte)0);
        if (!value.Bytes.ContainsAnyExcept((byte)0) && isAny)
        {
            return $"{operand.Text} {(comparison is NftComparison.NotEqual ? "" : "! ")}{type.FormatList(mask.And.Bytes)}";
        }

        return mask.And == value && BigEndian.IsPowerOfTwo(value.Bytes)
            ? Plain(operand, comparison, value)
            : $"{operand.Text}{MatchText.Sign(comparison)}{type.FormatList(value.Bytes)} / {type.FormatList(mask.And.Bytes)}";
    }

    private static string OfLabel(RuleState state, Operand operand, NftComparison comparison, NftValue value, BitMask mask) =>
        comparison is NftComparison.NotEqual && !value.Bytes.ContainsAnyExcept((byte)0) && ConntrackLabel.Bit(mask.And) is { } bit
            ? $"{operand.Text} {bit}"
            : state.Unsayable($"{operand.Text} & {mask.And}{MatchText.Sign(comparison, sayEqual: true)}{value}");

    /// <summary>A prefix, where nft makes the same expressions of it: it loads fewer bytes where the prefix ends between two.</summary>
    private static string? OfPrefix(Operand operand, NftComparison comparison, NftValue value, BitMask mask)
    {
        if (!operand.Type.HasPrefixes || operand.IsRaw || !mask.Covers(value))
        {
            return null;
        }

        var bits = mask.And.Bytes.ToArray();
        if (operand.Type.IsHostNumber && BitConverter.IsLittleEndian)
        {
            bits.AsSpan().Reverse();
        }

        return PrefixLength(bits) is { } length && length < bits.Length * BitsPerByte && (operand.Type.IsHostNumber || length == 0 || length % BitsPerByte != 0)
            ? $"{operand.Text}{MatchText.Sign(comparison)}{operand.Format(value)}/{length}"
            : null;
    }

    private static string Plain(Operand operand, NftComparison comparison, NftValue value) =>
        $"{ValueText.Of(operand)}{MatchText.Sign(comparison, sayEqual: true)}{ValueText.Bits(operand, value)}";

    private static int? PrefixLength(ReadOnlySpan<byte> mask)
    {
        var length = 0;
        while (length < mask.Length * BitsPerByte && (mask[length / BitsPerByte] >> (BitsPerByte - 1 - (length % BitsPerByte)) & 1) != 0)
        {
            length++;
        }

        for (var i = length; i < mask.Length * BitsPerByte; i++)
        {
            if ((mask[i / BitsPerByte] >> (BitsPerByte - 1 - (i % BitsPerByte)) & 1) != 0)
            {
                return null;
            }
        }

        return length;
    }
}

namespace NetController.Netlink.NfTables;

/// <summary>Which bits of a value are kept, and which are then flipped.</summary>
internal sealed record BitMask(NftValue And, NftValue Xor)
{
    internal bool Flips => Xor.Bytes.ContainsAnyExcept((byte)0);

    internal bool KeepsAll => !And.Bytes.ContainsAnyExcept((byte)0xff);

    /// <summary>The bits that are set whatever they were.</summary>
    internal bool OnlySets
    {
        get
        {
            for (var i = 0; i < And.Length; i++)
            {
                if ((And.Bytes[i] & Xor.Bytes[i]) != 0)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>What is kept or set: the operand of <c>&amp;</c> in front of the one of <c>|</c>.</summary>
    internal NftValue KeptOrSet => Combine(And.Bytes, Xor.Bytes, static (and, xor) => (byte)(and | xor));

    /// <summary>Whether a value has no bits but those of the mask.</summary>
    internal bool Covers(NftValue value) => !Combine(And.Bytes, value.Bytes, static (and, bits) => (byte)(bits & ~and)).Bytes.ContainsAnyExcept((byte)0);

    internal static NftValue Flip(NftValue value, NftValue xor) => Combine(value.Bytes, xor.Bytes, static (left, right) => (byte)(left ^ right));

    private static NftValue Combine(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Func<byte, byte, byte> combine)
    {
        var result = new byte[left.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = combine(left[i], i < right.Length ? right[i] : (byte)0);
        }

        return new NftValue(result);
    }
}

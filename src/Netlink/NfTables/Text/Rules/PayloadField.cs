namespace NetController.Netlink.NfTables;

/// <summary>A field of a protocol's header.</summary>
/// <param name="Name">Its name in nft.</param>
/// <param name="Bit">Its first bit, counted from where the header begins.</param>
/// <param name="Bits">The number of its bits.</param>
/// <param name="Type">What it holds.</param>
internal sealed record PayloadField(string Name, int Bit, int Bits, NftDataType Type)
{
    private const int BitsPerByte = 8;

    /// <summary>The kind of dependency that a comparison with it states; null when no other protocol follows from it.</summary>
    internal DependencyKind? Decides { get; init; }

    /// <summary>The bytes that hold it.</summary>
    internal int Offset => Bit / BitsPerByte;

    /// <summary>The number of the bytes that hold it.</summary>
    internal int Length => ((Bit % BitsPerByte) + Bits + BitsPerByte - 1) / BitsPerByte;

    /// <summary>Whether it fills its bytes.</summary>
    internal bool IsWhole => Bit % BitsPerByte == 0 && Bits % BitsPerByte == 0;

    /// <summary>How far it is from the right end of its bytes.</summary>
    internal int Shift => (Length * BitsPerByte) - (Bit % BitsPerByte) - Bits;

    /// <summary>Ones where it is among its bytes.</summary>
    internal byte[] Mask
    {
        get
        {
            var mask = new byte[Length];
            BigEndian.Write(mask, ((1ul << Bits) - 1) << Shift);
            return mask;
        }
    }

    /// <summary>Moves a value of its bytes to where the number begins; null when other bits are set, which nft would not take.</summary>
    internal NftValue? TryShift(NftValue value)
    {
        var number = BigEndian.Read(value.Bytes);
        if (value.Length != Length || (number & ~BigEndian.Read(Mask)) != 0)
        {
            return null;
        }

        var shifted = new byte[Type.Length];
        BigEndian.Write(shifted, number >> Shift);
        return new NftValue(shifted);
    }

    /// <summary>The value that a mask writes into this field and nothing else among bytes; null when it does something else to them.</summary>
    internal NftValue? Among(PayloadPlace place, BitMask mask)
    {
        var first = Bit - (place.Offset * BitsPerByte);
        var value = new byte[Type.Length];
        if (first < 0 || first + Bits > place.Length * BitsPerByte)
        {
            return null;
        }

        for (var bit = 0; bit < place.Length * BitsPerByte; bit++)
        {
            var isMine = bit >= first && bit < first + Bits;
            if (IsSet(mask.And.Bytes, bit) == isMine || (!isMine && IsSet(mask.Xor.Bytes, bit)))
            {
                return null;
            }

            if (isMine && IsSet(mask.Xor.Bytes, bit))
            {
                var at = (value.Length * BitsPerByte) - Bits + bit - first;
                value[at / BitsPerByte] |= (byte)(1 << (BitsPerByte - 1 - (at % BitsPerByte)));
            }
        }

        return new NftValue(value);
    }

    private static bool IsSet(ReadOnlySpan<byte> bytes, int bit) => (bytes[bit / BitsPerByte] >> (BitsPerByte - 1 - (bit % BitsPerByte)) & 1) != 0;
}

namespace NetController.Netlink.NfTables;

/// <content>Marks.</content>
public static partial class NftStatement
{
    /// <summary>Sets the mark of the packet; <c>meta mark set 0x1</c>. With a mask, only its bits: <c>meta mark set meta mark &amp; 0xffffff00 | 0x1</c>.</summary>
    /// <param name="mark">The mark; bits outside of the mask are zero.</param>
    /// <param name="mask">The bits that are set; by default all.</param>
    /// <returns>The expressions.</returns>
    /// <exception cref="ArgumentException">The mark has bits outside of the mask.</exception>
    public static NftExpressionList SetMark(uint mark, uint mask = uint.MaxValue) => [.. NewMark(NftField.Mark, mark, mask), new NftMetaSet(NftMetaKey.Mark)];

    /// <summary>Sets the mark of the packet to what a map has for fields of it; <c>meta mark set ip saddr map @marks</c>.</summary>
    /// <param name="map">The map, of the table of the rule; its data are marks.</param>
    /// <param name="key">The fields, as many as the type of its keys has parts.</param>
    /// <returns>The expressions.</returns>
    /// <exception cref="ArgumentException">The map has other data, or the fields are not what its keys are.</exception>
    public static NftExpressionList SetMarkFrom(NftSet map, params ReadOnlySpan<NftField> key)
    {
        ArgumentNullException.ThrowIfNull(map);
        return NftDataType.Mark.Equals(map.DataType)
            ? [.. NftSetKey.Load(map, key), new NftLookup(map.Name) { Destination = NftRegister.First }, new NftMetaSet(NftMetaKey.Mark)]
            : throw new ArgumentException($"{map.Name} has no marks, but data of type {map.DataType?.Name ?? "none"}.", nameof(map));
    }

    /// <summary>Sets the mark of the connection; <c>ct mark set 0x1</c>.</summary>
    /// <inheritdoc cref="SetMark"/>
    public static NftExpressionList SetConnectionMark(uint mark, uint mask = uint.MaxValue) =>
        [.. NewMark(NftField.ConnectionMark, mark, mask), new NftConntrackSet(NftConntrackKey.Mark)];

    /// <summary>Copies the mark of the packet to its connection; <c>ct mark set meta mark</c>.</summary>
    /// <returns>The expressions.</returns>
    public static NftExpressionList SaveMark() => [NftField.Mark.Load(default), new NftConntrackSet(NftConntrackKey.Mark)];

    /// <summary>Copies the mark of the connection to the packet; <c>meta mark set ct mark</c>.</summary>
    /// <returns>The expressions.</returns>
    public static NftExpressionList RestoreMark() => [NftField.ConnectionMark.Load(default), new NftMetaSet(NftMetaKey.Mark)];

    private static NftExpressionList NewMark(NftField field, uint mark, uint mask)
    {
        if ((mark & ~mask) != 0)
        {
            throw new ArgumentException($"The mark 0x{mark:x} has bits outside of the mask 0x{mask:x}.", nameof(mark));
        }

        return mask == uint.MaxValue
            ? [new NftImmediate(NftValue.FromUInt32(mark))]
            : [field.Load(default), new NftBitwise(NftValue.FromUInt32(~mask), NftValue.FromUInt32(mark))];
    }
}

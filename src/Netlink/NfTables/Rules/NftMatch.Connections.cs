namespace NetController.Netlink.NfTables;

/// <content>Connections and marks.</content>
public static partial class NftMatch
{
    /// <summary>The connection is in one of these states; <c>ct state established,related</c>.</summary>
    /// <param name="states">The states.</param>
    /// <returns>The expressions.</returns>
    public static NftExpressionList ConnectionState(NftConnectionState states) => AnyOf(NftField.ConnectionState, (uint)states);

    /// <summary>One of these is true of the connection; <c>ct status dnat</c>.</summary>
    /// <param name="status">What.</param>
    /// <returns>The expressions.</returns>
    public static NftExpressionList ConnectionStatus(NftConnectionStatus status) => AnyOf(NftField.ConnectionStatus, (uint)status);

    /// <summary>The connection has a mark; <c>ct mark 0x1</c>, <c>ct mark &amp; 0xff == 0x1</c>.</summary>
    /// <param name="mark">The mark.</param>
    /// <param name="mask">The bits that are looked at; by default all.</param>
    /// <returns>The expressions.</returns>
    public static NftExpressionList ConnectionMark(uint mark, uint mask = uint.MaxValue) => Masked(NftField.ConnectionMark, mark, mask);

    /// <summary>The packet has a mark; <c>meta mark 0x1</c>, <c>meta mark &amp; 0xff == 0x1</c>.</summary>
    /// <inheritdoc cref="ConnectionMark"/>
    public static NftExpressionList Mark(uint mark, uint mask = uint.MaxValue) => Masked(NftField.Mark, mark, mask);

    private static NftExpressionList AnyOf(NftField field, uint bits) => field.CompareMasked(NftValue.FromUInt32(bits), NftComparison.NotEqual, NftValue.FromUInt32(0));

    private static NftExpressionList Masked(NftField field, uint value, uint mask) => mask == uint.MaxValue
        ? field.Is(NftValue.FromUInt32(value))
        : field.CompareMasked(NftValue.FromUInt32(mask), NftComparison.Equal, NftValue.FromUInt32(value));
}

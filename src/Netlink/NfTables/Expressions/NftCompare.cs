using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Goes on only if a register holds a value, or one less or greater; <c>==</c>, <c>!=</c>, <c>&lt;</c>.</summary>
/// <param name="Comparison">How.</param>
/// <param name="Value">What with, 1 to 16 bytes; only so many bytes of the register are looked at.</param>
/// <exception cref="ArgumentException">The value is empty or too long.</exception>
public sealed record NftCompare(NftComparison Comparison, NftValue Value) : NftExpression
{
    /// <summary>What it is compared with.</summary>
    public NftValue Value { get; } = NftCheck.Data(Value, nameof(Value));

    /// <summary>Where the value of the packet is.</summary>
    public NftRegister Source { get; init => field = value.Holding(Value.Length); }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Compare.Name;

    // NFTA_EXPR_DATA { NFTA_CMP_SREG NFTA_CMP_OP NFTA_CMP_DATA { NFTA_DATA_VALUE } }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_CMP.SREG, Source.Number);
        request.WriteUInt32BigEndian(NFTA_CMP.OP, (uint)Comparison);
        NftDataCodec.Write(request, NFTA_CMP.DATA, Value);
    }

    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        var source = default(NftRegister);
        NftComparison? comparison = null;
        var value = default(NftValue);
        var reader = new AttributeReader<NFTA_CMP>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_CMP.SREG: source = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_CMP.OP: comparison = (NftComparison)reader.GetUInt32BigEndian(); break;
                case NFTA_CMP.DATA: value = NftDataCodec.ReadValue(reader.Value); break;
                default: return null;
            }
        }

        return comparison is { } known ? new NftCompare(known, value) { Source = source } : null;
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind Compare = Register("cmp", NftCompare.Decode);
}

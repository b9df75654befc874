using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Goes on only if a register holds a value of a range, or none of it; <c>!= 100-200</c>.</summary>
/// <param name="From">The first value, 1 to 16 bytes.</param>
/// <param name="To">The last value, inclusive, of the same length.</param>
/// <exception cref="ArgumentException">A value is empty or too long, the lengths differ, or the last comes before the first.</exception>
public sealed record NftRange(NftValue From, NftValue To) : NftExpression
{
    /// <summary>The first value.</summary>
    public NftValue From { get; } = NftCheck.Data(From, nameof(From));

    /// <summary>The last value.</summary>
    public NftValue To { get; } = NftCheck.Like(To, From, nameof(To)).Bytes.SequenceCompareTo(From.Bytes) >= 0
        ? To
        : throw new ArgumentException($"The range ends with {To} before it begins with {From}.", nameof(To));

    /// <summary>Whether it must be outside.</summary>
    public bool IsNegated { get; init; }

    /// <summary>Where the value of the packet is.</summary>
    public NftRegister Source { get; init => field = value.Holding(From.Length); }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Range.Name;

    // NFTA_EXPR_DATA { NFTA_RANGE_SREG NFTA_RANGE_OP NFTA_RANGE_FROM_DATA { NFTA_DATA_VALUE } NFTA_RANGE_TO_DATA { NFTA_DATA_VALUE } }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_RANGE.SREG, Source.Number);
        request.WriteUInt32BigEndian(NFTA_RANGE.OP, (uint)(IsNegated ? NFT_RANGE.NEQ : NFT_RANGE.EQ));
        NftDataCodec.Write(request, NFTA_RANGE.FROM_DATA, From);
        NftDataCodec.Write(request, NFTA_RANGE.TO_DATA, To);
    }

    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        var source = default(NftRegister);
        NFT_RANGE? operation = null;
        var from = default(NftValue);
        var to = default(NftValue);
        var reader = new AttributeReader<NFTA_RANGE>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_RANGE.SREG: source = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_RANGE.OP: operation = (NFT_RANGE)reader.GetUInt32BigEndian(); break;
                case NFTA_RANGE.FROM_DATA: from = NftDataCodec.ReadValue(reader.Value); break;
                case NFTA_RANGE.TO_DATA: to = NftDataCodec.ReadValue(reader.Value); break;
                default: return null;
            }
        }

        return operation is NFT_RANGE.EQ or NFT_RANGE.NEQ ? new NftRange(from, to) { IsNegated = operation is NFT_RANGE.NEQ, Source = source } : null;
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind Range = Register("range", NftRange.Decode);
}

using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Loads a constant into a register, for a statement that takes it from there; <c>dnat to 10.0.0.2</c>, <c>meta mark set 1</c>.</summary>
/// <param name="Value">The constant, 1 to 16 bytes.</param>
/// <exception cref="ArgumentException">The value is empty or too long.</exception>
public sealed record NftImmediate(NftValue Value) : NftExpression
{
    /// <summary>The constant.</summary>
    public NftValue Value { get; } = NftCheck.Data(Value, nameof(Value));

    /// <summary>Where it goes.</summary>
    public NftRegister Destination { get; init => field = value.Holding(Value.Length); }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Immediate.Name;

    // NFTA_EXPR_DATA { NFTA_IMMEDIATE_DREG NFTA_IMMEDIATE_DATA { NFTA_DATA_VALUE } }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_IMMEDIATE.DREG, Destination.Number);
        NftDataCodec.Write(request, NFTA_IMMEDIATE.DATA, Value);
    }

    /// <summary>Reads both forms, which differ in the register: a constant goes to one of data, a verdict to that of the verdict.</summary>
    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        uint? destination = null;
        NftValue? value = null;
        NftVerdict? verdict = null;
        var reader = new AttributeReader<NFTA_IMMEDIATE>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_IMMEDIATE.DREG: destination = reader.GetUInt32BigEndian(); break;
                case NFTA_IMMEDIATE.DATA: NftDataCodec.Read(reader.Value, out value, out verdict); break;
                default: return null;
            }
        }

        return (destination, value, verdict) switch
        {
            (NftRegister.VerdictNumber, null, { } known) => new NftVerdictStatement(known),
            ( > NftRegister.VerdictNumber, { } known, null) => new NftImmediate(known) { Destination = NftRegister.FromNumber(destination.Value) },
            _ => null,
        };
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind Immediate = Register("immediate", NftImmediate.Decode);
}

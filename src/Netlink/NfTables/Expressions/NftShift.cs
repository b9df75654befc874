using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Shifts the bits of a register, which is taken as numbers of 4 bytes one after another; <c>&lt;&lt; 8</c>.</summary>
/// <param name="Direction">Which way.</param>
/// <param name="Bits">How far, 1 to 31.</param>
/// <param name="Length">The number of bytes, 1 to 64.</param>
/// <exception cref="ArgumentException">A number is out of its range.</exception>
public sealed record NftShift(NftShiftDirection Direction, int Bits, int Length) : NftExpression
{
    /// <summary>How far.</summary>
    public int Bits { get; } = NftCheck.Between(Bits, 1, 31, nameof(Bits));

    /// <summary>The number of bytes.</summary>
    public int Length { get; } = NftCheck.Between(Length, 1, NftValue.MaximumLength, nameof(Length));

    /// <summary>Where the bits are.</summary>
    public NftRegister Source { get; init => field = value.Holding(Length); }

    /// <summary>Where the result goes.</summary>
    public NftRegister Destination { get; init => field = value.Holding(Length); }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Bitwise.Name;

    // NFTA_EXPR_DATA { NFTA_BITWISE_SREG NFTA_BITWISE_DREG NFTA_BITWISE_OP NFTA_BITWISE_LEN NFTA_BITWISE_DATA { NFTA_DATA_VALUE } }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_BITWISE.SREG, Source.Number);
        request.WriteUInt32BigEndian(NFTA_BITWISE.DREG, Destination.Number);
        request.WriteUInt32BigEndian(NFTA_BITWISE.OP, (uint)Direction);
        request.WriteUInt32BigEndian(NFTA_BITWISE.LEN, (uint)Length);
        NftDataCodec.Write(request, NFTA_BITWISE.DATA, NftValue.FromUInt32((uint)Bits));
    }
}

using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Writes bytes of a register into the packet; <c>ip dscp set</c>, <c>tcp dport set</c>.</summary>
/// <param name="Base">Where the offset counts from.</param>
/// <param name="Offset">The first byte, 0 to 255.</param>
/// <param name="Length">The number of bytes, 1 to 64.</param>
/// <exception cref="ArgumentException">There are no such bytes, or the register does not hold so many.</exception>
public sealed record NftPayloadWrite(NftPayloadBase Base, int Offset, int Length) : NftExpression
{
    /// <summary>The first byte.</summary>
    public int Offset { get; } = NftCheck.Between(Offset, 0, byte.MaxValue, nameof(Offset));

    /// <summary>The number of bytes.</summary>
    public int Length { get; } = NftCheck.Between(Length, 1, NftValue.MaximumLength, nameof(Length));

    /// <summary>Where they are.</summary>
    public NftRegister Source { get; init => field = value.Holding(Length); }

    /// <summary>The checksum to keep right, or null for none.</summary>
    public NftChecksum? Checksum { get; init => field = value == default(NftChecksum) ? null : value; }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Payload.Name;

    // NFTA_EXPR_DATA { NFTA_PAYLOAD_SREG NFTA_PAYLOAD_BASE NFTA_PAYLOAD_OFFSET NFTA_PAYLOAD_LEN NFTA_PAYLOAD_CSUM_TYPE NFTA_PAYLOAD_CSUM_OFFSET NFTA_PAYLOAD_CSUM_FLAGS }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_PAYLOAD.SREG, Source.Number);
        request.WriteUInt32BigEndian(NFTA_PAYLOAD.BASE, (uint)Base);
        request.WriteUInt32BigEndian(NFTA_PAYLOAD.OFFSET, (uint)Offset);
        request.WriteUInt32BigEndian(NFTA_PAYLOAD.LEN, (uint)Length);
        var checksum = Checksum ?? default;
        if (checksum.Type is not NftChecksumType.None || checksum.Offset != 0)
        {
            request.WriteUInt32BigEndian(NFTA_PAYLOAD.CSUM_TYPE, (uint)checksum.Type);
            request.WriteUInt32BigEndian(NFTA_PAYLOAD.CSUM_OFFSET, (uint)checksum.Offset);
        }

        if (checksum.CoversAddresses)
        {
            request.WriteUInt32BigEndian(NFTA_PAYLOAD.CSUM_FLAGS, (uint)NFT_PAYLOAD_L4CSUM.PSEUDOHDR);
        }
    }
}

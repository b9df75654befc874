using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Loads bytes of the packet into a register; <c>ip saddr</c>, <c>tcp dport</c>, <c>@th,16,16</c>.</summary>
/// <param name="Base">Where the offset counts from.</param>
/// <param name="Offset">The first byte, 0 to 255.</param>
/// <param name="Length">The number of bytes, 1 to 64.</param>
/// <exception cref="ArgumentException">There are no such bytes, or they do not fit behind the beginning of the register.</exception>
public sealed record NftPayload(NftPayloadBase Base, int Offset, int Length) : NftExpression
{
    /// <summary>The first byte.</summary>
    public int Offset { get; } = NftCheck.Between(Offset, 0, byte.MaxValue, nameof(Offset));

    /// <summary>The number of bytes.</summary>
    public int Length { get; } = NftCheck.Between(Length, 1, NftValue.MaximumLength, nameof(Length));

    /// <summary>Where they go.</summary>
    public NftRegister Destination { get; init => field = value.Holding(Length); }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Payload.Name;

    // NFTA_EXPR_DATA { NFTA_PAYLOAD_DREG NFTA_PAYLOAD_BASE NFTA_PAYLOAD_OFFSET NFTA_PAYLOAD_LEN }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_PAYLOAD.DREG, Destination.Number);
        request.WriteUInt32BigEndian(NFTA_PAYLOAD.BASE, (uint)Base);
        request.WriteUInt32BigEndian(NFTA_PAYLOAD.OFFSET, (uint)Offset);
        request.WriteUInt32BigEndian(NFTA_PAYLOAD.LEN, (uint)Length);
    }

    /// <summary>Reads both forms, which differ in having a destination or a source.</summary>
    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        NftRegister? destination = null;
        NftRegister? source = null;
        var position = default((NftPayloadBase Base, int Offset, int Length));
        var checksum = default(NftChecksum);
        var reader = new AttributeReader<NFTA_PAYLOAD>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_PAYLOAD.DREG: destination = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_PAYLOAD.SREG: source = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_PAYLOAD.BASE: position.Base = (NftPayloadBase)reader.GetUInt32BigEndian(); break;
                case NFTA_PAYLOAD.OFFSET: position.Offset = (int)reader.GetUInt32BigEndian(); break;
                case NFTA_PAYLOAD.LEN: position.Length = (int)reader.GetUInt32BigEndian(); break;
                case NFTA_PAYLOAD.CSUM_TYPE: checksum = checksum with { Type = (NftChecksumType)reader.GetUInt32BigEndian() }; break;
                case NFTA_PAYLOAD.CSUM_OFFSET: checksum = checksum with { Offset = (int)reader.GetUInt32BigEndian() }; break;
                case NFTA_PAYLOAD.CSUM_FLAGS: checksum = checksum with { CoversAddresses = reader.GetUInt32BigEndian() != 0 }; break;
                default: return null;
            }
        }

        return (destination, source) switch
        {
            ({ } to, null) when checksum == default => new NftPayload(position.Base, position.Offset, position.Length) { Destination = to },
            (null, { } from) => new NftPayloadWrite(position.Base, position.Offset, position.Length) { Source = from, Checksum = checksum == default ? null : checksum },
            _ => null,
        };
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind Payload = Register("payload", NftPayload.Decode);
}

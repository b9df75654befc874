using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Loads bytes of an extension header or option, or whether it is there; <c>tcp option maxseg size</c>, <c>exthdr frag exists</c>. Without it, the rule does not go on.</summary>
/// <param name="Header">The list it is looked for in.</param>
/// <param name="Type">Its number in that list: an IPv6 header's protocol, an option's kind or type.</param>
/// <param name="Offset">The first byte, from its own beginning, 0 to 255.</param>
/// <param name="Length">The number of bytes, 1 to 64.</param>
/// <exception cref="ArgumentException">There are no such bytes, or they do not fit behind the beginning of the register.</exception>
public sealed record NftExtensionHeader(NftExtensionHeaderKind Header, byte Type, int Offset, int Length) : NftExpression
{
    /// <summary>The first byte.</summary>
    public int Offset { get; } = NftCheck.Between(Offset, 0, byte.MaxValue, nameof(Offset));

    /// <summary>The number of bytes.</summary>
    public int Length { get; } = NftCheck.Between(Length, 1, NftValue.MaximumLength, nameof(Length));

    /// <summary>Whether only its presence is loaded, 1 byte that is 1 or 0; the rule then goes on without it too.</summary>
    public bool IsPresence { get; init; }

    /// <summary>Where it goes.</summary>
    public NftRegister Destination { get; init => field = value.Holding(Length); }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.ExtensionHeader.Name;

    // NFTA_EXPR_DATA { NFTA_EXTHDR_DREG NFTA_EXTHDR_TYPE NFTA_EXTHDR_OFFSET NFTA_EXTHDR_LEN NFTA_EXTHDR_OP NFTA_EXTHDR_FLAGS }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_EXTHDR.DREG, Destination.Number);
        request.WriteByte(NFTA_EXTHDR.TYPE, Type);
        request.WriteUInt32BigEndian(NFTA_EXTHDR.OFFSET, (uint)Offset);
        request.WriteUInt32BigEndian(NFTA_EXTHDR.LEN, (uint)Length);
        request.WriteUInt32BigEndian(NFTA_EXTHDR.OP, (uint)Header);
        request.WriteUInt32BigEndian(NFTA_EXTHDR.FLAGS, IsPresence ? (uint)NFT_EXTHDR_F.PRESENT : 0);
    }

    /// <summary>Reads both forms, which differ in having a destination or a source; one that removes an option has neither and stays raw.</summary>
    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        NftRegister? destination = null;
        NftRegister? source = null;
        var header = NftExtensionHeaderKind.Ip6;
        byte type = 0;
        var offset = 0;
        var length = 0;
        var flags = default(NFT_EXTHDR_F);
        var reader = new AttributeReader<NFTA_EXTHDR>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_EXTHDR.DREG: destination = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_EXTHDR.SREG: source = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_EXTHDR.TYPE: type = reader.GetByte(); break;
                case NFTA_EXTHDR.OFFSET: offset = (int)reader.GetUInt32BigEndian(); break;
                case NFTA_EXTHDR.LEN: length = (int)reader.GetUInt32BigEndian(); break;
                case NFTA_EXTHDR.OP: header = (NftExtensionHeaderKind)reader.GetUInt32BigEndian(); break;
                case NFTA_EXTHDR.FLAGS: flags = (NFT_EXTHDR_F)reader.GetUInt32BigEndian(); break;
                default: return null;
            }
        }

        return (destination, source, flags) switch
        {
            ({ } to, null, 0 or NFT_EXTHDR_F.PRESENT) =>
                new NftExtensionHeader(header, type, offset, length) { IsPresence = flags is NFT_EXTHDR_F.PRESENT, Destination = to },
            (null, { } from, 0) => new NftExtensionHeaderWrite(header, type, offset, length) { Source = from },
            _ => null,
        };
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind ExtensionHeader = Register("exthdr", NftExtensionHeader.Decode);
}

using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Loads what is known of the packet's connection; <c>ct state</c>, <c>ct mark</c>, <c>ct original ip saddr</c>.</summary>
/// <param name="Key">What.</param>
public sealed record NftConntrack(NftConntrackKey Key) : NftExpression
{
    /// <summary>Of which direction, for what differs between the two; null otherwise, or for the sum of both.</summary>
    public ConntrackDirection? Direction { get; init; }

    /// <summary>Where it goes.</summary>
    public NftRegister Destination { get; init; }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Conntrack.Name;

    internal override void Check()
    {
        var isOfOneDirection = Key is NftConntrackKey.Source or NftConntrackKey.Destination or NftConntrackKey.SourcePort or NftConntrackKey.DestinationPort
            or NftConntrackKey.IpSource or NftConntrackKey.IpDestination or NftConntrackKey.Ip6Source or NftConntrackKey.Ip6Destination;
        if (isOfOneDirection && Direction is null)
        {
            throw new ArgumentException($"{Key} of a connection differs between its directions, so it needs a direction.");
        }

        var isOfAll = Key is NftConntrackKey.State or NftConntrackKey.Direction or NftConntrackKey.Status or NftConntrackKey.Mark or NftConntrackKey.SecurityMark
            or NftConntrackKey.Expiration or NftConntrackKey.Helper or NftConntrackKey.Labels or NftConntrackKey.Id;
        if (isOfAll && Direction is not null)
        {
            throw new ArgumentException($"{Key} is of the whole connection and has no direction.");
        }
    }

    // NFTA_EXPR_DATA { NFTA_CT_KEY NFTA_CT_DREG NFTA_CT_DIRECTION }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_CT.KEY, (uint)Key);
        request.WriteUInt32BigEndian(NFTA_CT.DREG, Destination.Number);
        if (Direction is { } direction)
        {
            request.WriteByte(NFTA_CT.DIRECTION, (byte)direction);
        }
    }

    /// <summary>Reads both forms, which differ in having a destination or a source.</summary>
    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        NftConntrackKey? key = null;
        ConntrackDirection? direction = null;
        NftRegister? destination = null;
        NftRegister? source = null;
        var reader = new AttributeReader<NFTA_CT>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_CT.KEY: key = (NftConntrackKey)reader.GetUInt32BigEndian(); break;
                case NFTA_CT.DIRECTION: direction = (ConntrackDirection)reader.GetByte(); break;
                case NFTA_CT.DREG: destination = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_CT.SREG: source = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                default: return null;
            }
        }

        return (key, destination, source) switch
        {
            ({ } known, { } to, null) => new NftConntrack(known) { Direction = direction, Destination = to },
            ({ } known, null, { } from) => new NftConntrackSet(known) { Direction = direction, Source = from },
            _ => null,
        };
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind Conntrack = Register("ct", NftConntrack.Decode);
}

using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Loads what is known of the packet's route; <c>rt ip nexthop</c>, <c>rt mtu</c>.</summary>
/// <param name="Key">What.</param>
public sealed record NftRouteData(NftRouteKey Key) : NftExpression
{
    /// <summary>Where it goes.</summary>
    public NftRegister Destination { get; init => field = value.Holding(Key is NftRouteKey.Ip6NextHop ? 16 : 4); }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.RouteData.Name;

    // NFTA_EXPR_DATA { NFTA_RT_KEY NFTA_RT_DREG }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_RT.KEY, (uint)Key);
        request.WriteUInt32BigEndian(NFTA_RT.DREG, Destination.Number);
    }

    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        NftRouteKey? key = null;
        var destination = default(NftRegister);
        var reader = new AttributeReader<NFTA_RT>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_RT.KEY: key = (NftRouteKey)reader.GetUInt32BigEndian(); break;
                case NFTA_RT.DREG: destination = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                default: return null;
            }
        }

        return key is { } known ? new NftRouteData(known) { Destination = destination } : null;
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind RouteData = Register("rt", NftRouteData.Decode);
}

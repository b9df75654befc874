using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Loads what the kernel knows of the packet besides its bytes; <c>iifname</c>, <c>meta mark</c>, <c>meta l4proto</c>.</summary>
/// <param name="Key">What.</param>
public sealed record NftMeta(NftMetaKey Key) : NftExpression
{
    /// <summary>Where it goes.</summary>
    public NftRegister Destination { get; init; }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Meta.Name;

    // NFTA_EXPR_DATA { NFTA_META_KEY NFTA_META_DREG }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_META.KEY, (uint)Key);
        request.WriteUInt32BigEndian(NFTA_META.DREG, Destination.Number);
    }

    /// <summary>Reads both forms, which differ in having a destination or a source.</summary>
    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        NftMetaKey? key = null;
        NftRegister? destination = null;
        NftRegister? source = null;
        var reader = new AttributeReader<NFTA_META>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_META.KEY: key = (NftMetaKey)reader.GetUInt32BigEndian(); break;
                case NFTA_META.DREG: destination = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_META.SREG: source = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                default: return null;
            }
        }

        return (key, destination, source) switch
        {
            ({ } known, { } to, null) => new NftMeta(known) { Destination = to },
            ({ } known, null, { } from) => new NftMetaSet(known) { Source = from },
            _ => null,
        };
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind Meta = Register("meta", NftMeta.Decode);
}

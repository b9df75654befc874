using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Counts what comes this far; <c>counter</c>. In what is listed it holds the counts of the moment.</summary>
/// <param name="Packets">The packets it starts from.</param>
/// <param name="Bytes">The bytes it starts from.</param>
public sealed record NftCounter(ulong Packets = 0, ulong Bytes = 0) : NftExpression
{
    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Counter.Name;

    /// <summary>As nft writes it, for example <c>counter packets 0 bytes 0</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => StatementText.Of(this);

    // NFTA_EXPR_DATA { NFTA_COUNTER_BYTES NFTA_COUNTER_PACKETS }
    internal override void Encode(MessageBuilder request)
    {
        if (Bytes != 0)
        {
            request.WriteUInt64BigEndian(NFTA_COUNTER.BYTES, Bytes);
        }

        if (Packets != 0)
        {
            request.WriteUInt64BigEndian(NFTA_COUNTER.PACKETS, Packets);
        }
    }

    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        ulong packets = 0;
        ulong bytes = 0;
        var reader = new AttributeReader<NFTA_COUNTER>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_COUNTER.BYTES: bytes = reader.GetUInt64BigEndian(); break;
                case NFTA_COUNTER.PACKETS: packets = reader.GetUInt64BigEndian(); break;
                case NFTA_COUNTER.PAD: break;
                default: return null;
            }
        }

        return new NftCounter(packets, bytes);
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind Counter = Register("counter", NftCounter.Decode);
}

using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Goes on only while there are no more than so many connections, or only if there are more; <c>ct count 10</c>, <c>ct count over 10</c>.</summary>
/// <param name="Count">How many.</param>
public sealed record NftConnectionLimit(uint Count) : NftExpression
{
    /// <summary>Whether the rule goes on only for what exceeds it; <c>over</c>.</summary>
    public bool IsInverted { get; init; }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.ConnectionLimit.Name;

    /// <summary>As nft writes it, for example <c>ct count over 5</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => StatementText.Of(this);

    // NFTA_EXPR_DATA { NFTA_CONNLIMIT_COUNT NFTA_CONNLIMIT_FLAGS }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_CONNLIMIT.COUNT, Count);
        request.WriteUInt32BigEndian(NFTA_CONNLIMIT.FLAGS, IsInverted ? (uint)NFT_CONNLIMIT_F.INV : 0);
    }

    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        uint count = 0;
        var flags = default(NFT_CONNLIMIT_F);
        var reader = new AttributeReader<NFTA_CONNLIMIT>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_CONNLIMIT.COUNT: count = reader.GetUInt32BigEndian(); break;
                case NFTA_CONNLIMIT.FLAGS: flags = (NFT_CONNLIMIT_F)reader.GetUInt32BigEndian(); break;
                default: return null;
            }
        }

        return (flags & ~NFT_CONNLIMIT_F.INV) != 0 ? null : new NftConnectionLimit(count) { IsInverted = flags is NFT_CONNLIMIT_F.INV };
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind ConnectionLimit = Register("connlimit", NftConnectionLimit.Decode);
}

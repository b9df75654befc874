using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Goes on only until so many bytes have come, or only after; <c>quota 10 mbytes</c>, <c>quota over 10 mbytes</c>.</summary>
/// <param name="Bytes">How many.</param>
public sealed record NftQuota(ulong Bytes) : NftExpression
{
    /// <summary>Whether the rule goes on only for what exceeds it; <c>over</c>.</summary>
    public bool IsInverted { get; init; }

    /// <summary>The bytes that have come, as it is made and in what is listed; <c>used</c>.</summary>
    public ulong Consumed { get; init; }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Quota.Name;

    /// <summary>As nft writes it, for example <c>quota over 25 mbytes</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => StatementText.Of(this);

    // NFTA_EXPR_DATA { NFTA_QUOTA_BYTES NFTA_QUOTA_CONSUMED NFTA_QUOTA_FLAGS }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt64BigEndian(NFTA_QUOTA.BYTES, Bytes);
        request.WriteUInt64BigEndian(NFTA_QUOTA.CONSUMED, Consumed);
        request.WriteUInt32BigEndian(NFTA_QUOTA.FLAGS, IsInverted ? (uint)NFT_QUOTA_F.INV : 0);
    }

    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        ulong bytes = 0;
        ulong consumed = 0;
        var flags = default(NFT_QUOTA_F);
        var reader = new AttributeReader<NFTA_QUOTA>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_QUOTA.BYTES: bytes = reader.GetUInt64BigEndian(); break;
                case NFTA_QUOTA.CONSUMED: consumed = reader.GetUInt64BigEndian(); break;
                case NFTA_QUOTA.FLAGS: flags = (NFT_QUOTA_F)reader.GetUInt32BigEndian(); break;
                case NFTA_QUOTA.PAD: break;
                default: return null;
            }
        }

        // That a quota is depleted follows from its numbers.
        return (flags & ~(NFT_QUOTA_F.INV | NFT_QUOTA_F.DEPLETED)) != 0 ? null : new NftQuota(bytes)
        {
            IsInverted = (flags & NFT_QUOTA_F.INV) != 0,
            Consumed = consumed,
        };
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind Quota = Register("quota", NftQuota.Decode);
}

using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Goes on only while a rate is not exceeded; <c>limit rate 10/second</c>.</summary>
/// <param name="Rate">How many packets, or bytes, in a unit of time; at least 1.</param>
/// <param name="Unit">The unit.</param>
/// <exception cref="ArgumentException">The rate or the unit is zero.</exception>
public sealed record NftLimit(ulong Rate, NftLimitUnit Unit) : NftExpression
{
    internal const uint DefaultBurst = 5;

    private readonly uint? _burst;

    /// <summary>How many in a unit of time.</summary>
    public ulong Rate { get; } = Rate > 0 ? Rate : throw new ArgumentOutOfRangeException(nameof(Rate), Rate, "A limit has a rate of at least 1.");

    /// <summary>The unit.</summary>
    public NftLimitUnit Unit { get; } = Unit > 0 ? Unit : throw new ArgumentOutOfRangeException(nameof(Unit), Unit, "A limit counts in a unit of at least a second.");

    /// <summary>Whether bytes are counted rather than packets.</summary>
    public bool IsOfBytes { get; init; }

    /// <summary>How many may come at once beyond the rate; by default 5 packets, or no bytes.</summary>
    public uint Burst { get => _burst ?? (IsOfBytes ? 0 : DefaultBurst); init => _burst = value; }

    /// <summary>Whether the rule goes on only for what exceeds the rate; <c>over</c>.</summary>
    public bool IsInverted { get; init; }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Limit.Name;

    /// <summary>Equality by what is in effect, whether given or by default.</summary>
    /// <param name="other">Another.</param>
    /// <returns>True when both are the same.</returns>
    public bool Equals(NftLimit? other) =>
        other is not null && (Rate, Unit, IsOfBytes, Burst, IsInverted) == (other.Rate, other.Unit, other.IsOfBytes, other.Burst, other.IsInverted);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rate, Unit, IsOfBytes, Burst, IsInverted);

    /// <summary>As nft writes it, for example <c>limit rate 5/second</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => StatementText.Of(this);

    // NFTA_EXPR_DATA { NFTA_LIMIT_RATE NFTA_LIMIT_UNIT NFTA_LIMIT_BURST NFTA_LIMIT_TYPE NFTA_LIMIT_FLAGS }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt64BigEndian(NFTA_LIMIT.RATE, Rate);
        request.WriteUInt64BigEndian(NFTA_LIMIT.UNIT, (ulong)Unit);
        request.WriteUInt32BigEndian(NFTA_LIMIT.BURST, Burst);
        request.WriteUInt32BigEndian(NFTA_LIMIT.TYPE, (uint)(IsOfBytes ? NFT_LIMIT.PKT_BYTES : NFT_LIMIT.PKTS));
        request.WriteUInt32BigEndian(NFTA_LIMIT.FLAGS, IsInverted ? (uint)NFT_LIMIT_F.INV : 0);
    }

    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        ulong rate = 0;
        ulong unit = 0;
        uint? burst = null;
        var type = NFT_LIMIT.PKTS;
        var flags = default(NFT_LIMIT_F);
        var reader = new AttributeReader<NFTA_LIMIT>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_LIMIT.RATE: rate = reader.GetUInt64BigEndian(); break;
                case NFTA_LIMIT.UNIT: unit = reader.GetUInt64BigEndian(); break;
                case NFTA_LIMIT.BURST: burst = reader.GetUInt32BigEndian(); break;
                case NFTA_LIMIT.TYPE: type = (NFT_LIMIT)reader.GetUInt32BigEndian(); break;
                case NFTA_LIMIT.FLAGS: flags = (NFT_LIMIT_F)reader.GetUInt32BigEndian(); break;
                case NFTA_LIMIT.PAD: break;
                default: return null;
            }
        }

        if (unit > int.MaxValue || type is not (NFT_LIMIT.PKTS or NFT_LIMIT.PKT_BYTES) || (flags & ~NFT_LIMIT_F.INV) != 0)
        {
            return null;
        }

        var limit = new NftLimit(rate, (NftLimitUnit)unit) { IsOfBytes = type is NFT_LIMIT.PKT_BYTES, IsInverted = flags is NFT_LIMIT_F.INV };
        return burst is { } given ? limit with { Burst = given } : limit;
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind Limit = Register("limit", NftLimit.Decode);
}

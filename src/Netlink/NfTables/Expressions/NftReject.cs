using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Drops the packet and tells its sender; <c>reject</c>, <c>reject with tcp reset</c>.</summary>
/// <param name="Type">How.</param>
/// <param name="Code">
/// Why: the code of the message of type destination-unreachable, or for <see cref="NftRejectType.Icmpx"/> 0 no-route, 1 port-unreachable, 2 host-unreachable, 3 admin-prohibited
/// (<c>NFT_REJECT_ICMPX_*</c>, linux/netfilter/nf_tables.h). A TCP reset has none.
/// </param>
/// <exception cref="ArgumentException">There is no such code.</exception>
public sealed record NftReject(NftRejectType Type, byte Code = 0) : NftExpression
{
    /// <summary>Why.</summary>
    public byte Code { get; } = (byte)NftCheck.Between(
        Code,
        0,
        Type switch { NftRejectType.TcpReset => 0, NftRejectType.Icmpx => (int)NFT_REJECT_ICMPX.ADMIN_PROHIBITED, _ => byte.MaxValue },
        nameof(Code));

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Reject.Name;

    // NFTA_EXPR_DATA { NFTA_REJECT_TYPE NFTA_REJECT_ICMP_CODE }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_REJECT.TYPE, (uint)Type);
        request.WriteByte(NFTA_REJECT.ICMP_CODE, Code);
    }

    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        NftRejectType? type = null;
        byte code = 0;
        var reader = new AttributeReader<NFTA_REJECT>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_REJECT.TYPE: type = (NftRejectType)reader.GetUInt32BigEndian(); break;
                case NFTA_REJECT.ICMP_CODE: code = reader.GetByte(); break;
                default: return null;
            }
        }

        return type is { } known ? new NftReject(known, code) : null;
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind Reject = Register("reject", NftReject.Decode);
}

using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Sets what the kernel knows of the packet from a register; <c>meta mark set</c>, <c>meta nftrace set</c>.</summary>
/// <param name="Key">What: <see cref="NftMetaKey.Mark"/>, <see cref="NftMetaKey.Priority"/>, <see cref="NftMetaKey.Trace"/>, <see cref="NftMetaKey.PacketType"/> or <see cref="NftMetaKey.SecurityMark"/>.</param>
/// <exception cref="ArgumentException">This cannot be set.</exception>
public sealed record NftMetaSet(NftMetaKey Key) : NftExpression
{
    /// <summary>What is set.</summary>
    public NftMetaKey Key { get; } = Key is NftMetaKey.Mark or NftMetaKey.Priority or NftMetaKey.Trace or NftMetaKey.PacketType or NftMetaKey.SecurityMark
        ? Key
        : throw new ArgumentException($"A rule can read {Key} of a packet but not set it.", nameof(Key));

    /// <summary>Where the new value is.</summary>
    public NftRegister Source { get; init; }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Meta.Name;

    // NFTA_EXPR_DATA { NFTA_META_KEY NFTA_META_SREG }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_META.KEY, (uint)Key);
        request.WriteUInt32BigEndian(NFTA_META.SREG, Source.Number);
    }
}

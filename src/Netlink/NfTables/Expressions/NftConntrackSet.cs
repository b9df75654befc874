using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Sets what is known of the packet's connection from a register; <c>ct mark set</c>, <c>ct zone set</c>.</summary>
/// <param name="Key">
/// What: <see cref="NftConntrackKey.Mark"/>, <see cref="NftConntrackKey.Labels"/>, <see cref="NftConntrackKey.Zone"/>, <see cref="NftConntrackKey.EventMask"/> or <see cref="NftConntrackKey.SecurityMark"/>.
/// </param>
/// <exception cref="ArgumentException">This cannot be set.</exception>
public sealed record NftConntrackSet(NftConntrackKey Key) : NftExpression
{
    /// <summary>What is set.</summary>
    public NftConntrackKey Key { get; } =
        Key is NftConntrackKey.Mark or NftConntrackKey.Labels or NftConntrackKey.Zone or NftConntrackKey.EventMask or NftConntrackKey.SecurityMark
            ? Key
            : throw new ArgumentException($"A rule can read {Key} of a connection but not set it.", nameof(Key));

    /// <summary>For which direction, of a zone; null for both.</summary>
    public ConntrackDirection? Direction { get; init; }

    /// <summary>Where the new value is.</summary>
    public NftRegister Source { get; init; }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Conntrack.Name;

    // NFTA_EXPR_DATA { NFTA_CT_KEY NFTA_CT_DIRECTION NFTA_CT_SREG }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_CT.KEY, (uint)Key);
        if (Direction is { } direction)
        {
            request.WriteByte(NFTA_CT.DIRECTION, (byte)direction);
        }

        request.WriteUInt32BigEndian(NFTA_CT.SREG, Source.Number);
    }
}

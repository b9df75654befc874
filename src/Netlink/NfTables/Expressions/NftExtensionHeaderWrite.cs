using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Writes bytes of a register into an option; <c>tcp option maxseg size set rt mtu</c>, which never raises the size. Packets without the option stay as they are.</summary>
/// <param name="Header">The list it is looked for in; the kernel writes to TCP options only.</param>
/// <param name="Type">Its number in that list.</param>
/// <param name="Offset">The first byte, from its own beginning, 0 to 255.</param>
/// <param name="Length">The number of bytes, 2 or 4.</param>
/// <exception cref="ArgumentException">The kernel cannot write there.</exception>
public sealed record NftExtensionHeaderWrite(NftExtensionHeaderKind Header, byte Type, int Offset, int Length) : NftExpression
{
    /// <summary>The list it is looked for in.</summary>
    public NftExtensionHeaderKind Header { get; } = Header is NftExtensionHeaderKind.TcpOption
        ? Header
        : throw new ArgumentException($"The kernel writes to TCP options only, not to {Header}.", nameof(Header));

    /// <summary>The first byte.</summary>
    public int Offset { get; } = NftCheck.Between(Offset, 0, byte.MaxValue, nameof(Offset));

    /// <summary>The number of bytes.</summary>
    public int Length { get; } = Length is 2 or 4 ? Length : throw new ArgumentOutOfRangeException(nameof(Length), Length, "The kernel writes 2 or 4 bytes of an option.");

    /// <summary>Where they are.</summary>
    public NftRegister Source { get; init => field = value.Holding(Length); }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.ExtensionHeader.Name;

    // NFTA_EXPR_DATA { NFTA_EXTHDR_SREG NFTA_EXTHDR_TYPE NFTA_EXTHDR_OFFSET NFTA_EXTHDR_LEN NFTA_EXTHDR_OP }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_EXTHDR.SREG, Source.Number);
        request.WriteByte(NFTA_EXTHDR.TYPE, Type);
        request.WriteUInt32BigEndian(NFTA_EXTHDR.OFFSET, (uint)Offset);
        request.WriteUInt32BigEndian(NFTA_EXTHDR.LEN, (uint)Length);
        request.WriteUInt32BigEndian(NFTA_EXTHDR.OP, (uint)Header);
    }
}

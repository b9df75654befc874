using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Gives connections the address of the interface they leave by; <c>masquerade</c>. In chains of type <c>nat</c> at postrouting.</summary>
/// <remarks>An end of the range of ports that equals its beginning is read back as null.</remarks>
public sealed record NftMasquerade : NftExpression
{
    /// <summary>Where the source port is, or the first of a range; null for the kernel's choice.</summary>
    public NftRegister? PortFrom { get; init; }

    /// <summary>Where the last port of a range is; null for a single port.</summary>
    public NftRegister? PortTo { get; init; }

    /// <summary>How a port is chosen.</summary>
    public NftNatFlags Flags { get; init; }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Masquerade.Name;

    internal override void Check()
    {
        if (PortTo is not null && PortFrom is null)
        {
            throw new ArgumentException("The masquerade has the end of a range of ports but not its beginning.");
        }
    }

    // NFTA_EXPR_DATA { NFTA_MASQ_FLAGS NFTA_MASQ_REG_PROTO_MIN NFTA_MASQ_REG_PROTO_MAX }
    internal override void Encode(MessageBuilder request)
    {
        NftNatFlagsCodec.Write(request, NFTA_MASQ.FLAGS, Flags, PortFrom);
        NftRegister.Write(request, NFTA_MASQ.REG_PROTO_MIN, PortFrom);
        NftRegister.Write(request, NFTA_MASQ.REG_PROTO_MAX, PortTo);
    }

    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        var port = default((NftRegister? From, NftRegister? To));
        var flags = NftNatFlags.None;
        var reader = new AttributeReader<NFTA_MASQ>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_MASQ.FLAGS: flags = NftNatFlagsCodec.Read(reader.GetUInt32BigEndian()); break;
                case NFTA_MASQ.REG_PROTO_MIN: port.From = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_MASQ.REG_PROTO_MAX: port.To = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                default: return null;
            }
        }

        return new NftMasquerade { PortFrom = port.From, PortTo = port.To == port.From ? null : port.To, Flags = flags };
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind Masquerade = Register("masq", NftMasquerade.Decode);
}

using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Leads connections to this host; <c>redirect to :8080</c>. In chains of type <c>nat</c> at prerouting and output.</summary>
/// <remarks>An end of the range of ports that equals its beginning is read back as null.</remarks>
public sealed record NftRedirect : NftExpression
{
    /// <summary>Where the port is, or the first of a range; null to keep it.</summary>
    public NftRegister? PortFrom { get; init; }

    /// <summary>Where the last port of a range is; null for a single port.</summary>
    public NftRegister? PortTo { get; init; }

    /// <summary>How a port is chosen.</summary>
    public NftNatFlags Flags { get; init; }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Redirect.Name;

    internal override void Check()
    {
        if (PortTo is not null && PortFrom is null)
        {
            throw new ArgumentException("The redirection has the end of a range of ports but not its beginning.");
        }
    }

    // NFTA_EXPR_DATA { NFTA_REDIR_REG_PROTO_MIN NFTA_REDIR_REG_PROTO_MAX NFTA_REDIR_FLAGS }
    internal override void Encode(MessageBuilder request)
    {
        NftRegister.Write(request, NFTA_REDIR.REG_PROTO_MIN, PortFrom);
        NftRegister.Write(request, NFTA_REDIR.REG_PROTO_MAX, PortTo);
        NftNatFlagsCodec.Write(request, NFTA_REDIR.FLAGS, Flags, PortFrom);
    }

    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        var port = default((NftRegister? From, NftRegister? To));
        var flags = NftNatFlags.None;
        var reader = new AttributeReader<NFTA_REDIR>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_REDIR.REG_PROTO_MIN: port.From = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_REDIR.REG_PROTO_MAX: port.To = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_REDIR.FLAGS: flags = NftNatFlagsCodec.Read(reader.GetUInt32BigEndian()); break;
                default: return null;
            }
        }

        return new NftRedirect { PortFrom = port.From, PortTo = port.To == port.From ? null : port.To, Flags = flags };
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind Redirect = Register("redir", NftRedirect.Decode);
}

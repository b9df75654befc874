using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Translates an end of the connection; <c>snat to …</c>, <c>dnat to …</c>. In chains of type <c>nat</c>.</summary>
/// <param name="Type">Which end.</param>
/// <param name="Family">The family of the addresses: <see cref="NftFamily.Ip"/> or <see cref="NftFamily.Ip6"/>, or that of the table where only a port is translated.</param>
/// <remarks>What is null stays as it is. An end of a range that equals its beginning is read back as null.</remarks>
/// <exception cref="ArgumentException">There is no translation for this family.</exception>
public sealed record NftNat(NftNatType Type, NftFamily Family) : NftExpression
{
    /// <summary>The family of the addresses.</summary>
    public NftFamily Family { get; } = Family is NftFamily.Ip or NftFamily.Ip6 or NftFamily.Inet
        ? Family
        : throw new ArgumentException($"Addresses of {Family} cannot be translated, only those of IPv4 and IPv6.", nameof(Family));

    /// <summary>Where the address is, or the first of a range.</summary>
    public NftRegister? AddressFrom { get; init; }

    /// <summary>Where the last address of a range is; null for a single address.</summary>
    public NftRegister? AddressTo { get; init; }

    /// <summary>Where the port is, or the first of a range.</summary>
    public NftRegister? PortFrom { get; init; }

    /// <summary>Where the last port of a range is; null for a single port.</summary>
    public NftRegister? PortTo { get; init; }

    /// <summary>How one is chosen.</summary>
    public NftNatFlags Flags { get; init; }

    /// <inheritdoc/>
    public override string Kind => NftExpressionKind.Nat.Name;

    internal override void Check()
    {
        if ((AddressTo is not null && AddressFrom is null) || (PortTo is not null && PortFrom is null))
        {
            throw new ArgumentException("The translation has the end of a range but not its beginning.");
        }

        if (AddressFrom is null && PortFrom is null)
        {
            throw new ArgumentException("The translation has neither an address nor a port.");
        }

        if (AddressFrom is not null && Family is NftFamily.Inet)
        {
            throw new ArgumentException("The translation has an address and needs its family: IPv4 or IPv6.");
        }
    }

    // NFTA_EXPR_DATA { NFTA_NAT_TYPE NFTA_NAT_FAMILY NFTA_NAT_REG_ADDR_MIN NFTA_NAT_REG_ADDR_MAX NFTA_NAT_REG_PROTO_MIN NFTA_NAT_REG_PROTO_MAX NFTA_NAT_FLAGS }
    internal override void Encode(MessageBuilder request)
    {
        request.WriteUInt32BigEndian(NFTA_NAT.TYPE, (uint)Type);
        request.WriteUInt32BigEndian(NFTA_NAT.FAMILY, (uint)Family);
        NftRegister.Write(request, NFTA_NAT.REG_ADDR_MIN, AddressFrom);
        NftRegister.Write(request, NFTA_NAT.REG_ADDR_MAX, AddressTo);
        NftRegister.Write(request, NFTA_NAT.REG_PROTO_MIN, PortFrom);
        NftRegister.Write(request, NFTA_NAT.REG_PROTO_MAX, PortTo);
        NftNatFlagsCodec.Write(request, NFTA_NAT.FLAGS, Flags, PortFrom);
    }

    internal static NftExpression? Decode(ReadOnlySpan<byte> data)
    {
        NftNatType? type = null;
        NftFamily? family = null;
        var address = default((NftRegister? From, NftRegister? To));
        var port = default((NftRegister? From, NftRegister? To));
        var flags = NftNatFlags.None;
        var reader = new AttributeReader<NFTA_NAT>(data);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_NAT.TYPE: type = (NftNatType)reader.GetUInt32BigEndian(); break;
                case NFTA_NAT.FAMILY: family = (NftFamily)reader.GetUInt32BigEndian(); break;
                case NFTA_NAT.REG_ADDR_MIN: address.From = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_NAT.REG_ADDR_MAX: address.To = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_NAT.REG_PROTO_MIN: port.From = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_NAT.REG_PROTO_MAX: port.To = NftRegister.FromNumber(reader.GetUInt32BigEndian()); break;
                case NFTA_NAT.FLAGS: flags = NftNatFlagsCodec.Read(reader.GetUInt32BigEndian()); break;
                default: return null;
            }
        }

        return type is not { } knownType || family is not { } knownFamily ? null : new NftNat(knownType, knownFamily)
        {
            AddressFrom = address.From,
            AddressTo = address.To == address.From ? null : address.To,
            PortFrom = port.From,
            PortTo = port.To == port.From ? null : port.To,
            Flags = flags,
        };
    }
}

internal sealed partial class NftExpressionKind
{
    internal static readonly NftExpressionKind Nat = Register("nat", NftNat.Decode);
}

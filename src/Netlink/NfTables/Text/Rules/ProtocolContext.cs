namespace NetController.Netlink.NfTables;

/// <summary>
/// What nft knows about the protocols of a packet after the matches so far. By it nft finds the names of fields, refuses those of other protocols, and puts the
/// comparisons in front of a match that it needs: <c>ip saddr</c> in a table of the family inet begins with <c>meta nfproto ipv4</c>.
/// </summary>
internal readonly record struct ProtocolContext(NftFamily Family)
{
    private const int EthernetInterface = 1;
    private const int NfProtocolIpv4 = 2;
    private const int NfProtocolIpv6 = 10;

    /// <summary>Whether matches have said that frames are of Ethernet.</summary>
    internal bool IsEthernet { get; private init; } = Family is NftFamily.Bridge;

    /// <summary>Whether matches have said that frames have a VLAN tag.</summary>
    internal bool IsVlan { get; private init; }

    /// <summary>The network protocol, if known.</summary>
    internal ProtocolHeader? Network { get; private init; } = Family switch
    {
        NftFamily.Ip => ProtocolHeaders.Ip,
        NftFamily.Ip6 => ProtocolHeaders.Ip6,
        NftFamily.Arp => ProtocolHeaders.Arp,
        _ => null,
    };

    /// <summary>The transport protocol, if known.</summary>
    internal ProtocolHeader? Transport { get; private init; }

    /// <summary>Whether more than one network protocol was named, or one that nft does not know, so that none can be counted on.</summary>
    internal bool IsNetworkMixed { get; private init; }

    /// <summary>Whether more than one transport protocol was named, or one that nft does not know; ports then have the names that all have in common.</summary>
    internal bool IsTransportMixed { get; private init; }

    /// <summary>Whether nft lets ports be translated.</summary>
    internal bool HasTransport => Transport is not null || IsTransportMixed;

    /// <summary>The context after a comparison. nft takes note of a protocol that it does not know only where it is not told by a field of the packet.</summary>
    internal ProtocolContext After(Dependency dependency) => dependency.Kind switch
    {
        DependencyKind.InterfaceType => this with { IsEthernet = IsEthernet || dependency.Number == EthernetInterface },
        DependencyKind.EtherType when dependency.Number == ProtocolHeaders.VlanNumber => this with { IsEthernet = true, IsVlan = true },
        DependencyKind.EtherType or DependencyKind.VlanType => ProtocolHeaders.OfEthernetType(dependency.Number) is { } network
            ? (this with { IsEthernet = true }).WithNetwork(network)
            : this with { IsEthernet = true },
        DependencyKind.MetaProtocol when Family is NftFamily.Bridge or NftFamily.NetDevice => WithNetwork(ProtocolHeaders.OfEthernetType(dependency.Number)),
        DependencyKind.NfProtocol when dependency.Number == NfProtocolIpv4 => WithNetwork(ProtocolHeaders.Ip),
        DependencyKind.NfProtocol when dependency.Number == NfProtocolIpv6 => WithNetwork(ProtocolHeaders.Ip6),
        DependencyKind.MetaTransport => WithTransport(ProtocolHeaders.OfTransport(dependency.Number)),
        DependencyKind.IpProtocol or DependencyKind.Ip6NextHeader when ProtocolHeaders.OfTransport(dependency.Number) is { } transport => WithTransport(transport),
        _ => this,
    };

    /// <summary>The context after a comparison with several values at once.</summary>
    internal ProtocolContext AfterAny(DependencyKind kind) => kind switch
    {
        DependencyKind.MetaTransport or DependencyKind.IpProtocol or DependencyKind.Ip6NextHeader => this with { IsTransportMixed = true, Transport = null },
        DependencyKind.InterfaceType => this,
        _ => this with { IsNetworkMixed = true, Network = null },
    };

    /// <summary>The header whose fields have names here, for bytes counted from this base.</summary>
    internal ProtocolHeader? At(NftPayloadBase from, int offset) => from switch
    {
        NftPayloadBase.LinkHeader => !IsEthernet ? null : IsVlan ? (offset >= ProtocolHeaders.Vlan.Fields[0].Offset ? ProtocolHeaders.Vlan : null) : ProtocolHeaders.Ethernet,
        NftPayloadBase.NetworkHeader => Network,
        NftPayloadBase.TransportHeader => Transport ?? ProtocolHeaders.AnyTransport,
        _ => null,
    };

    /// <summary>What nft puts in front of a match that uses a header; null when it refuses the match.</summary>
    internal Dependency[]? Generate(ProtocolHeader header)
    {
        if (header == ProtocolHeaders.Ethernet || header == ProtocolHeaders.Vlan)
        {
            Dependency[] link = IsEthernet ? [] : [new(DependencyKind.InterfaceType, EthernetInterface)];
            return header == ProtocolHeaders.Ethernet || IsVlan ? link : [.. link, new(DependencyKind.EtherType, ProtocolHeaders.VlanNumber)];
        }

        return header.Base switch
        {
            NftPayloadBase.NetworkHeader => GenerateNetwork(header, isForIcmp: false),
            _ when header == ProtocolHeaders.AnyTransport => [],
            _ => GenerateTransport(header),
        };
    }

    private Dependency[]? GenerateNetwork(ProtocolHeader header, bool isForIcmp)
    {
        if (Network is not null || IsNetworkMixed)
        {
            return Network == header ? [] : null;
        }

        var isArp = header == ProtocolHeaders.Arp;
        var number = header.Number.GetValueOrDefault();
        return Family switch
        {
            _ when IsVlan => [new(DependencyKind.VlanType, number)],
            NftFamily.Bridge => [new(isForIcmp || isArp ? DependencyKind.EtherType : DependencyKind.MetaProtocol, number)],
            _ when IsEthernet => [new(DependencyKind.EtherType, number)],
            NftFamily.NetDevice => [new(DependencyKind.MetaProtocol, number)],
            NftFamily.Inet when !isArp => [new(DependencyKind.NfProtocol, header == ProtocolHeaders.Ip ? NfProtocolIpv4 : NfProtocolIpv6)],
            _ => null,
        };
    }

    private Dependency[]? GenerateTransport(ProtocolHeader header)
    {
        if (HasTransport)
        {
            return Transport == header ? [] : null;
        }

        Dependency[] below = header.Below is { } network && Network is null && !IsNetworkMixed ? GenerateNetwork(network, isForIcmp: true) ?? [] : [];
        return [.. below, new(DependencyKind.MetaTransport, header.Number.GetValueOrDefault())];
    }

    private ProtocolContext WithNetwork(ProtocolHeader? header) => header is not null && Network == header ? this
        : header is not null && Network is null && !IsNetworkMixed ? this with { Network = header } : this with { Network = null, IsNetworkMixed = true };

    private ProtocolContext WithTransport(ProtocolHeader? header) => header is not null && Transport == header ? this
        : header is null || HasTransport ? this with { Transport = null, IsTransportMixed = true } : this with { Transport = header };
}

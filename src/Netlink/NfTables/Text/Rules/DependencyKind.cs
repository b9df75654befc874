namespace NetController.Netlink.NfTables;

/// <summary>What a protocol is recognised by.</summary>
internal enum DependencyKind
{
    /// <summary><c>meta iiftype</c>.</summary>
    InterfaceType,

    /// <summary><c>ether type</c>.</summary>
    EtherType,

    /// <summary><c>vlan type</c>.</summary>
    VlanType,

    /// <summary><c>meta protocol</c>.</summary>
    MetaProtocol,

    /// <summary><c>meta nfproto</c>.</summary>
    NfProtocol,

    /// <summary><c>meta l4proto</c>.</summary>
    MetaTransport,

    /// <summary><c>ip protocol</c>.</summary>
    IpProtocol,

    /// <summary><c>ip6 nexthdr</c>.</summary>
    Ip6NextHeader,
}

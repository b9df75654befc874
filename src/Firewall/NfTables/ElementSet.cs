namespace NetController.Firewall.NfTables;

/// <summary>The sets and maps of our table; <see cref="TableSets"/> says what each holds.</summary>
internal enum ElementSet
{
    /// <summary>What becomes of packets from a bridge back into it.</summary>
    Inside,

    /// <summary>Each bridge twice: as the way in and the way out.</summary>
    Loops,

    /// <summary>Our bridges.</summary>
    Bridges,

    /// <summary>Bridges that nothing enters or leaves.</summary>
    Enclosed,

    /// <summary>What becomes of packets to a bridge from elsewhere.</summary>
    Inbound,

    /// <summary>Bridges whose packets may go elsewhere.</summary>
    Outbound,

    /// <summary>Bridges whose packets leave with the address of the link they leave by.</summary>
    Masquerade,

    /// <summary>The IPv4 address with which packets of a bridge leave.</summary>
    Snat4,

    /// <summary>The IPv6 address with which packets of a bridge leave.</summary>
    Snat6,

    /// <summary>IPv4 subnets and their bridges.</summary>
    Home4,

    /// <summary>IPv6 subnets and their bridges.</summary>
    Home6,

    /// <summary>Links of the host and the bridges whose published ports they reach directly.</summary>
    Trusted,

    /// <summary>Published ports by the endpoint's own IPv4 address.</summary>
    Open4,

    /// <summary>Published ports by the endpoint's own IPv6 address.</summary>
    Open6,

    /// <summary>Where ports of one IPv4 address of the host lead.</summary>
    Dnat4,

    /// <summary>Where ports of one IPv6 address of the host lead.</summary>
    Dnat6,

    /// <summary>Where ports of every IPv4 address of the host lead.</summary>
    Any4,

    /// <summary>Where ports of every IPv6 address of the host lead.</summary>
    Any6,

    /// <summary>Ports published on an address that only the host itself may use.</summary>
    Loopback,
}

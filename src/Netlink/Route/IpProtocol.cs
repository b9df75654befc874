namespace NetController.Netlink;

/// <summary>What an IP packet carries (<c>IPPROTO_*</c>, linux/in.h, protocols(5)). Numbers without a name are valid too.</summary>
public enum IpProtocol : byte
{
    /// <summary>Control messages of IPv4.</summary>
    Icmp = 1,

    /// <summary>Groups of multicast.</summary>
    Igmp = 2,

    /// <summary>The transmission control protocol.</summary>
    Tcp = 6,

    /// <summary>The user datagram protocol.</summary>
    Udp = 17,

    /// <summary>Datagram congestion control.</summary>
    Dccp = 33,

    /// <summary>Generic routing encapsulation.</summary>
    Gre = 47,

    /// <summary>Encrypted packets of IPsec.</summary>
    Esp = 50,

    /// <summary>Control messages of IPv6.</summary>
    IcmpV6 = 58,

    /// <summary>Stream control transmission.</summary>
    Sctp = 132,

    /// <summary>Datagrams whose checksum covers a part.</summary>
    UdpLite = 136,
}

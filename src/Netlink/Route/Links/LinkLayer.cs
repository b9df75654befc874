namespace NetController.Netlink;

/// <summary>What kind of frames a link carries (<c>ARPHRD_*</c>, linux/if_arp.h); other numbers occur. The <c>link/…</c> of <c>ip link</c>.</summary>
public enum LinkLayer : ushort
{
    /// <summary>The kernel did not say.</summary>
    Unknown = 0,

    /// <summary>Ethernet, and whatever looks like it: bridge, veth, macvlan, vxlan, tap.</summary>
    Ethernet = 1,

    /// <summary>InfiniBand.</summary>
    InfiniBand = 32,

    /// <summary>Point-to-point protocol.</summary>
    PointToPoint = 512,

    /// <summary>IPv4 in IPv4.</summary>
    Tunnel = 768,

    /// <summary>IPv6 in IPv6.</summary>
    Tunnel6 = 769,

    /// <summary>Loopback.</summary>
    Loopback = 772,

    /// <summary>IPv6 in IPv4.</summary>
    Sit = 776,

    /// <summary>GRE over IPv4.</summary>
    Gre = 778,

    /// <summary>GRE over IPv6.</summary>
    Gre6 = 823,

    /// <summary>Bare packets without a header: tun, wireguard.</summary>
    None = 0xfffe,
}

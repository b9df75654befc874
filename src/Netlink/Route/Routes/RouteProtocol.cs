namespace NetController.Netlink;

/// <summary>Who made a route (<c>RTPROT_*</c>, linux/rtnetlink.h); other numbers occur.</summary>
public enum RouteProtocol : byte
{
    /// <summary>Not given.</summary>
    Unspecified = 0,

    /// <summary>An ICMP redirect.</summary>
    Redirect = 1,

    /// <summary>The kernel.</summary>
    Kernel = 2,

    /// <summary>Someone at boot; what <c>ip</c> uses.</summary>
    Boot = 3,

    /// <summary>An administrator.</summary>
    Static = 4,

    /// <summary>A router advertisement.</summary>
    RouterAdvertisement = 9,

    /// <summary>DHCP.</summary>
    Dhcp = 16,
}

namespace NetController.Netlink;

/// <summary>Who made an address (<c>IFAPROT_*</c>, linux/if_addr.h); other numbers occur.</summary>
public enum AddressProtocol : byte
{
    /// <summary>Not told.</summary>
    Unspecified = 0,

    /// <summary>The kernel, for <c>lo</c>.</summary>
    KernelLoopback = 1,

    /// <summary>The kernel, from a router advertisement.</summary>
    KernelRouterAdvertisement = 2,

    /// <summary>The kernel, for the link alone.</summary>
    KernelLinkLocal = 3,
}

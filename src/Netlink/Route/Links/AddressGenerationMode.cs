namespace NetController.Netlink;

/// <summary>How IPv6 makes the addresses of a link on its own (<c>IN6_ADDR_GEN_MODE_*</c>, linux/if_link.h); <c>ip link set addrgenmode</c>.</summary>
public enum AddressGenerationMode : byte
{
    /// <summary>From the hardware address, the default. <c>eui64</c>.</summary>
    HardwareAddress = 0,

    /// <summary>Not at all: no link-local address, none from router advertisements. <c>none</c>.</summary>
    None = 1,

    /// <summary>From a secret and the network (RFC 7217); the secret is the sysctl <c>stable_secret</c>. <c>stable_secret</c>.</summary>
    StableSecret = 2,

    /// <summary>As <see cref="StableSecret"/> with a secret made by the kernel. <c>random</c>.</summary>
    Random = 3,
}

namespace NetController.Drivers.Bridge;

/// <summary>IPv6 ranges that a bridge network cannot have as its subnet (RFC 4291).</summary>
internal static class ReservedIPv6
{
    /// <summary>The subnet that every interface shares, <c>fe80::/64</c>.</summary>
    public static readonly IPPrefix LinkLocal = IPPrefix.Containing(IPFamily.IPv6, (UInt128)0xfe80 << 112, 64);

    /// <summary>Addresses of groups, <c>ff00::/8</c>.</summary>
    public static readonly IPPrefix Multicast = IPPrefix.Containing(IPFamily.IPv6, (UInt128)0xff00 << 112, 8);

    /// <summary>Why <paramref name="subnet"/> cannot be a network's, as a sentence part; null where it can.</summary>
    public static string? Problem(IPPrefix subnet) => subnet switch
    {
        { Family: IPFamily.IPv4 } => null,
        _ when Multicast.Overlaps(subnet) => $"subnet {subnet} is a multicast range",
        _ when LinkLocal.Overlaps(subnet) && subnet != LinkLocal => $"subnet {subnet} overlaps the link-local subnet {LinkLocal} without being it",
        _ => null,
    };
}

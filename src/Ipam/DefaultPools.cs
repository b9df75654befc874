using System.Collections.Immutable;

namespace NetController.Ipam;

/// <summary>The pools that subnets are chosen from where an administrator configured none.</summary>
public static class DefaultPools
{
    /// <summary>The length of the IPv4 subnets: 253 endpoints each, well below what a bridge can carry.</summary>
    public const int SizeIPv4 = 24;

    /// <summary>The length of the IPv6 subnets, which address autoconfiguration needs (RFC 4291).</summary>
    public const int SizeIPv6 = 64;

    /// <summary>172.17.0.0–172.31.255.255 (RFC 1918) in subnets of /24: room for 3,840 networks.</summary>
    public static ImmutableArray<AddressPoolTemplate> IPv4 { get; } =
    [
        new(IPPrefix.Parse("172.17.0.0/16"), SizeIPv4),
        new(IPPrefix.Parse("172.18.0.0/15"), SizeIPv4),
        new(IPPrefix.Parse("172.20.0.0/14"), SizeIPv4),
        new(IPPrefix.Parse("172.24.0.0/13"), SizeIPv4),
    ];

    /// <summary>The instance's own <see cref="UniqueLocalPrefix"/> in subnets of /64: room for 65,536 networks.</summary>
    public static ImmutableArray<AddressPoolTemplate> IPv6(InstanceId instance) => [new(UniqueLocalPrefix.For(instance), SizeIPv6)];

    /// <summary>The pools in force: the configured ones, and the built-in ones of each family that has none configured.</summary>
    internal static ImmutableArray<AddressPoolTemplate> Complete(EquatableArray<AddressPoolTemplate> configured, InstanceId instance)
    {
        var pools = configured.Items;
        if (!pools.Any(static pool => pool.Base.Family == IPFamily.IPv4))
        {
            pools = pools.AddRange(IPv4);
        }

        return pools.Any(static pool => pool.Base.Family == IPFamily.IPv6) ? pools : pools.AddRange(IPv6(instance));
    }
}

using System.Net;

namespace NetController.Drivers.Bridge;

/// <summary>One family's part of the default bridge's options, with the names that an administrator knows them by.</summary>
internal sealed record FamilyOptions(IPFamily Family)
{
    public required string AddressName { get; init; }

    public required string RangeName { get; init; }

    public required string GatewayName { get; init; }

    public InterfaceAddress? Address { get; init; }

    public IPPrefix? Range { get; init; }

    public IPAddress? Gateway { get; init; }

    public string? UserManagedBridge { get; init; }

    public static FamilyOptions Of(DefaultBridgeOptions options, IPFamily family) => family == IPFamily.IPv4
        ? new FamilyOptions(family)
        {
            AddressName = "bip",
            RangeName = "fixed-cidr",
            GatewayName = "default-gateway",
            Address = options.AddressIPv4,
            Range = options.FixedCidrIPv4,
            Gateway = options.DefaultGatewayIPv4,
            UserManagedBridge = options.UserManagedBridge,
        }
        : new FamilyOptions(family)
        {
            AddressName = "bip6",
            RangeName = "fixed-cidr-v6",
            GatewayName = "default-gateway-v6",
            Address = options.AddressIPv6,
            Range = options.FixedCidrIPv6,
            Gateway = options.DefaultGatewayIPv6,
            UserManagedBridge = options.UserManagedBridge,
        };
}

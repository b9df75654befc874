using System.Net;

namespace NetController.Drivers.Bridge;

/// <summary>
/// The auxiliary addresses that name the endpoints' gateway where it is not the bridge itself: Docker's <c>DefaultGatewayIPv4</c> and
/// <c>DefaultGatewayIPv6</c>.
/// </summary>
internal static class DefaultGateways
{
    public static string Name(IPFamily family) => family == IPFamily.IPv4 ? "DefaultGatewayIPv4" : "DefaultGatewayIPv6";

    /// <summary>Why an auxiliary address cannot be the gateway it says it is, as a sentence part; null where it can or says no such thing.</summary>
    /// <param name="family">The family of the subnet that the address belongs to.</param>
    /// <param name="subnet">The subnet; null where it is not chosen yet.</param>
    /// <param name="name">The name of the auxiliary address.</param>
    /// <param name="address">The auxiliary address.</param>
    /// <param name="isInternal">Whether the network is internal.</param>
    public static string? Problem(IPFamily family, IPPrefix? subnet, string name, IPAddress address, bool isInternal)
    {
        if (name != Name(IPFamily.IPv4) && name != Name(IPFamily.IPv6))
        {
            return null;
        }

        return name switch
        {
            _ when name != Name(family) || address.Family() != family => $"{name} {address} cannot belong to an {family} subnet",
            _ when isInternal => $"{name} {address} has no use: an internal network has no gateway",
            _ when subnet is { } known && !known.Contains(address) => $"{name} {address} lies outside the subnet {known}",
            _ => null,
        };
    }
}

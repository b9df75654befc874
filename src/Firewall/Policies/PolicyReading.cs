using System.Collections.Immutable;
using System.Net;

namespace NetController.Firewall.Policies;

/// <summary>What policies imply, whatever the backend's language.</summary>
internal static class PolicyReading
{
    /// <summary>Whether nothing crosses the network's border in this family, so that publishing means nothing.</summary>
    public static bool IsEnclosed(this FamilyPolicy side, NetworkPolicy network) => network.Internal || side.Mode == GatewayMode.Isolated;

    /// <summary>Whether ports of the host lead to the network's endpoints in a family.</summary>
    public static bool Translates(this NetworkPolicy network, IPFamily family) =>
        network.Family(family) is { } side && !side.IsEnclosed(network) && side.Mode != GatewayMode.Routed;

    /// <summary>
    /// The ports that the firewall serves in a family: those of host addresses of a family that the endpoint has, but for <c>::1</c>, which
    /// the kernel routes nowhere.
    /// </summary>
    public static ImmutableArray<PublishedPorts> ServedPorts(this EndpointPolicy policy, IPFamily family) => policy.Address(family) is null
        ? []
        : [.. policy.Ports.Items.Where(ports => ports.Family == family && !ports.HostAddress.Equals(IPAddress.IPv6Loopback))];
}

using System.Net;
using NetController.State;

namespace NetController.Netctl.State;

/// <summary>The router of an endpoint, told from records alone.</summary>
internal static class RecordedGateway
{
    private const string IsolatedMode = "isolated";

    /// <summary>The router of a family; null where the network leads nowhere, or its driver is not a built-in one.</summary>
    public static IPAddress? Of(StoredEndpoint endpoint, StoredNetwork network, IPFamily family)
    {
        if (network.Driver != RecordedLink.BridgeDriver
            || network.Internal
            || network.Options.GetValueOrDefault($"com.docker.network.bridge.gateway_mode_{Word(family)}") == IsolatedMode
            || endpoint.Addresses.Items.All(address => address.Family != family)
            || network.Pools.Items.FirstOrDefault(pool => pool.Family == family) is not { } pool)
        {
            return null;
        }

        return pool.AuxiliaryAddresses.TryGetValue($"DefaultGateway{family}", out var named) ? named : pool.Gateway?.Address;
    }

    private static string Word(IPFamily family) => family == IPFamily.IPv4 ? "ipv4" : "ipv6";
}

using System.Collections.Immutable;
using System.Net;

namespace NetController.Start;

/// <summary>The addresses that containers reach the host by: those configured, or the default bridge's own, IPv4 first.</summary>
internal static class HostGatewayElection
{
    public static ImmutableArray<IPAddress> Elect(NetworkControllerOptions options, IEnumerable<Network> networks)
    {
        if (!options.HostGatewayAddresses.IsEmpty)
        {
            return options.HostGatewayAddresses;
        }

        var bridge = networks.FirstOrDefault(static network => network.Name == PredefinedNetworks.Bridge);
        return bridge is null
            ? []
            : [.. bridge.Record.Pools.Items.OrderBy(static pool => pool.Family).Select(static pool => pool.Gateway?.Address).OfType<IPAddress>()];
    }
}

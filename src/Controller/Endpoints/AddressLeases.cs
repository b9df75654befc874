using System.Net;
using NetController.Ipam;
using NetController.Sandboxes.Interior;
using NetController.State;

namespace NetController;

/// <summary>Takes endpoints' addresses from IPAM and gives them back.</summary>
internal sealed class AddressLeases(ControllerServices services)
{
    /// <summary>Takes an address of each family that the endpoint has; a failure gives everything back.</summary>
    public async ValueTask<EquatableArray<InterfaceAddress>> ReserveAsync(EndpointId endpoint, EndpointSpec spec, StoredNetwork network, UndoLog undo)
    {
        var addresses = new List<InterfaceAddress>(2);
        var held = services.Pools.HeldBy(network.Id);
        foreach (var family in network.Pools.Items.Select(static pool => pool.Family))
        {
            if (!Wants(spec, family))
            {
                continue;
            }

            var pool = held.FirstOrDefault(pool => pool.Subnet.Family == family)
                ?? throw new ResourceUnavailableException(
                    $"network '{network.Name}' does not hold its {family} subnet: {network.Reason ?? "it is degraded"}", "run `netctl repair`");
            var wanted = family == IPFamily.IPv4 ? spec.AddressIPv4 : spec.AddressIPv6;
            addresses.Add(await TakeAsync(services.Ipam(network.IpamDriver), pool, endpoint, wanted, undo).ConfigureAwait(false));
        }

        return addresses.ToEquatableArray();
    }

    /// <summary>Gives an endpoint's addresses back; what is free already is done.</summary>
    public async ValueTask ReleaseAsync(StoredEndpoint endpoint)
    {
        if (!services.Store.Content.Networks.TryGetValue(endpoint.Network, out var network) || !services.IpamDrivers.TryGetValue(network.IpamDriver, out var ipam))
        {
            return;
        }

        foreach (var pool in services.Pools.HeldBy(network.Id))
        {
            foreach (var address in endpoint.Addresses.Items.Where(address => pool.Subnet.Contains(address.Address)))
            {
                await ipam.ReleaseAddressAsync(pool.Id, address.Address, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private static bool Wants(EndpointSpec spec, IPFamily family) => family == IPFamily.IPv4 || !(spec.DisableIPv6 || EndpointSysctls.DisableIPv6(spec.Sysctls));

    private static async ValueTask<InterfaceAddress> TakeAsync(IIpamDriver ipam, AddressPool pool, EndpointId endpoint, IPAddress? wanted, UndoLog undo)
    {
        undo.Step($"reserve address {wanted?.ToString() ?? $"of {pool.Subnet}"}");
        var address = await ipam
            .RequestAddressAsync(pool.Id, new AddressRequest(LeaseKind.Endpoint, endpoint.ToString(), wanted), undo.Cancellation).ConfigureAwait(false);
        undo.Push($"release address {address.Address}", (ipam, pool.Id, address.Address), static state =>
            state.ipam.ReleaseAddressAsync(state.Id, state.Address, CancellationToken.None));
        return address;
    }
}

using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using NetController.Firewall;
using NetController.Host;
using NetController.Ipam;
using NetController.Networks;
using NetController.State;

namespace NetController;

/// <summary>What the operations of one controller share. It owns the store, the firewall, the drivers and the host's sockets.</summary>
internal sealed class ControllerServices : IAsyncDisposable
{
    public const string ForwardingIPv4 = "net/ipv4/ip_forward";
    public const string ForwardingIPv6 = "net/ipv6/conf/all/forwarding";

    public ControllerServices() => (Pools, Policies) = (new PoolReserver(this), new PolicyApplier(this));

    public required NetworkControllerOptions Options { get; init; }

    public required NetworkControllerParts Parts { get; init; }

    public required IStateStore Store { get; init; }

    public required IFirewall Firewall { get; init; }

    public required DriverRegistry Drivers { get; init; }

    public required ImmutableDictionary<string, IIpamDriver> IpamDrivers { get; init; }

    public required IHost Host { get; init; }

    public required HostSettings HostSettings { get; init; }

    public required ILogger Logger { get; init; }

    public required OperationContext Operations { get; init; }

    public NetworkRegistry Registry { get; } = new();

    public InstanceId Instance => Store.Content.Instance;

    public PoolReserver Pools { get; }

    public PolicyApplier Policies { get; }

    /// <summary>The IPAM driver of that name.</summary>
    public IIpamDriver Ipam(string name) => IpamDrivers.TryGetValue(name, out var driver)
        ? driver
        : throw new ObjectNotFoundException(
            "IPAM driver", name, $"choose one of: {string.Join(", ", IpamDrivers.Keys.Order(StringComparer.Ordinal))}");

    /// <summary>The endpoints that hold a network.</summary>
    public ImmutableArray<StoredEndpoint> EndpointsOf(NetworkId network) =>
        [.. Store.Content.Endpoints.Values.Where(endpoint => endpoint.Network == network).OrderBy(static endpoint => endpoint.Id.Value)];

    /// <summary>Closes everything, the store last, whatever one of them throws: a store left open would keep its lock.</summary>
    public async ValueTask DisposeAsync()
    {
        await using var store = Store.ConfigureAwait(false);
        using var host = Host;
        await using var firewall = Firewall.ConfigureAwait(false);
        await using var drivers = Drivers.ConfigureAwait(false);
    }
}

using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging;
using NetController.Diagnostics;
using NetController.Events;
using NetController.Firewall;
using NetController.Host;
using NetController.Ipam;
using NetController.Networks;
using NetController.Ports;
using NetController.Reconcile;
using NetController.Sandboxes;
using NetController.Sandboxes.Files;
using NetController.State;

namespace NetController;

/// <summary>What the operations of one controller share. It owns the store, the firewall, the drivers and the host's sockets.</summary>
internal sealed class ControllerServices : IAsyncDisposable
{
    public const string ForwardingIPv4 = "net/ipv4/ip_forward";
    public const string ForwardingIPv6 = "net/ipv6/conf/all/forwarding";

    private readonly Lazy<bool> _hostHasIPv6;

    public ControllerServices()
    {
        (Pools, Policies, Leases, Ports, Drift) =
            (new PoolReserver(this), new PolicyApplier(this), new AddressLeases(this), new PortReserver(this), new DriftLedger(this));
        // Asked once: no host gains or loses the protocol in the life of a controller, and each attachment with ports would pay for it.
        _hostHasIPv6 = new Lazy<bool>(() => Host!.Read("net/ipv6/conf/all/disable_ipv6") == "0");
    }

    public required NetworkControllerOptions Options { get; init; }

    public required NetworkControllerParts Parts { get; init; }

    public required IStateStore Store { get; init; }

    public required IFirewall Firewall { get; init; }

    public required DriverRegistry Drivers { get; init; }

    public required ImmutableDictionary<string, IIpamDriver> IpamDrivers { get; init; }

    public required IHost Host { get; init; }

    public required HostSettings HostSettings { get; init; }

    public required INamespaces Namespaces { get; init; }

    public required InteriorCache Interiors { get; init; }

    public required IPortSockets PortSockets { get; init; }

    public required IHostFiles Files { get; init; }

    public required Traces Traces { get; init; }

    public required EventJournal Events { get; init; }

    public required ILogger Logger { get; init; }

    public required ControllerDiagnostics Diagnostics { get; init; }

    /// <summary>Where an operation that begins now reports.</summary>
    public OperationContext Operations => Diagnostics.Operations;

    public NetworkRegistry Registry { get; } = new();

    public ObjectRegistry<SandboxId, string, Sandbox> Sandboxes { get; } = new();

    public NamespaceClaims NamespaceClaims { get; } = new();

    /// <summary>The endpoints; a name is its network's.</summary>
    public ObjectRegistry<EndpointId, (NetworkId Network, string Name), Endpoint> Endpoints { get; } = new();

    /// <summary>The addresses that containers reach the host by; elected when the controller starts.</summary>
    public ImmutableArray<IPAddress> HostGateways { get; set; } = [];

    /// <summary>The subnets that are never chosen: at first those of the options. Read and replaced as a whole, so that readers need no lock.</summary>
    public required ImmutableArray<IPPrefix> ReservedSubnets { get; set; }

    public InstanceId Instance => Store.Content.Instance;

    public PoolReserver Pools { get; }

    public PolicyApplier Policies { get; }

    public AddressLeases Leases { get; }

    public PortReserver Ports { get; }

    public DriftLedger Drift { get; }

    /// <summary>The file of the host's own namespace.</summary>
    public string HostNamespacePath => Options.HostNamespacePath ?? "/proc/self/ns/net";

    /// <summary>The file of a namespace that is made for a sandbox.</summary>
    public string NamespacePathOf(SandboxId? sandbox) => Path.Combine(Options.RunDirectory, "netns", sandbox?.Short ?? "none");

    /// <summary>Whether the network is the host's own stack.</summary>
    public bool IsHostNetwork(Network network) => IsOfDriver(network, Parts.HostNetwork);

    /// <summary>Whether the network is the one without connectivity.</summary>
    public bool IsNoneNetwork(Network network) => IsOfDriver(network, Parts.NoneNetwork);

    /// <summary>Whether endpoints of the network have interfaces of their own.</summary>
    public bool HasInterfaces(Network network) => !IsHostNetwork(network) && !IsNoneNetwork(network);

    /// <summary>Gives an attached endpoint its driver's handle, from its record alone.</summary>
    public void OpenHandle(Endpoint endpoint, string namespacePath) =>
        endpoint.Open(Instance, Drivers.Get(endpoint.Network.Record.Driver).Kind, namespacePath);

    /// <summary>Where ports of a network's endpoint may be published; null where the network leads nowhere.</summary>
    public PortTargets? TargetsOf(Network network, EquatableArray<InterfaceAddress> addresses) => network.Handle?.Policy is { Internal: false } policy
        ? PortTargets.Of(policy, addresses) with
        {
            Binding = network.Handle.HostBinding ?? Options.DefaultHostBinding,
            HostHasIPv6 = _hostHasIPv6.Value,
        }
        : null;

    /// <summary>An endpoint as messages name it.</summary>
    public string Describe(EndpointId endpoint) => Store.Content.Endpoints.TryGetValue(endpoint, out var record)
        ? $"endpoint '{record.Name}' ({endpoint.Short})"
        : $"endpoint {endpoint.Short}";

    /// <summary>The IPAM driver of that name.</summary>
    public IIpamDriver Ipam(string name) => IpamDrivers.TryGetValue(name, out var driver)
        ? driver
        : throw new ObjectNotFoundException(
            "IPAM driver", name, $"choose one of: {string.Join(", ", IpamDrivers.Keys.Order(StringComparer.Ordinal))}");

    /// <summary>The endpoints that hold a network.</summary>
    public ImmutableArray<StoredEndpoint> EndpointsOf(NetworkId network) =>
        [.. Store.Content.Endpoints.Values.Where(endpoint => endpoint.Network == network).OrderBy(static endpoint => endpoint.Id.Value)];

    private bool IsOfDriver(Network network, NetworkSpec predefined) =>
        string.Equals(network.Record.Driver, Drivers.For(predefined.Options).Kind.Name, StringComparison.Ordinal);

    /// <summary>Closes everything, the store last, whatever one of them throws: a store left open would keep its lock.</summary>
    public async ValueTask DisposeAsync()
    {
        await using var store = Store.ConfigureAwait(false);
        using var host = Host;
        await using var firewall = Firewall.ConfigureAwait(false);
        await using var drivers = Drivers.ConfigureAwait(false);
        using var interiors = Interiors;
        using var ports = Ports;
        await using var traces = Traces.ConfigureAwait(false);
        using var diagnostics = Diagnostics;
        using var events = Events;
    }
}

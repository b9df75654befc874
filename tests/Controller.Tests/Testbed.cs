using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Time.Testing;
using NetController.Controller.Tests.Fakes;
using NetController.Drivers;
using NetController.Drivers.Host;
using NetController.Drivers.Null;
using NetController.Ipam;
using NetController.State;

namespace NetController.Controller.Tests;

/// <summary>A fake machine and the controllers that run on it one after another, each with fresh parts as a process has.</summary>
internal sealed class Testbed
{
    public FakeMachine Machine { get; set; } = new();

    public StepRecorder Steps { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

    public NetworkControllerOptions Options { get; set; } = new() { StateDirectory = "/fake/state", RunDirectory = "/fake/run" };

    /// <summary>Where the controllers' meters come from; null for one of their own each.</summary>
    public IMeterFactory? Meters { get; set; }

    /// <summary>What the controllers logged.</summary>
    public LogRecorder Log { get; } = new();

    /// <summary>Drivers beside null, host and the fake bridge.</summary>
    public ImmutableArray<NetworkDriverFactory> MoreDrivers { get; set; } = [];

    /// <summary>IPAM drivers beside the default one.</summary>
    public ImmutableArray<IpamDriverFactory> MoreIpamDrivers { get; set; } = [];

    public static NetworkSpec Bridge(string name, string? subnet = null, string? link = null) => new(name, new FakeBridgeOptions { Link = link })
    {
        Subnets = subnet is null ? [] : [new SubnetRequest(IPPrefix.Parse(subnet))],
    };

    public ValueTask<NetworkController> InitializeAsync(CancellationToken cancellationToken = default) =>
        NetworkController.InitializeAsync(Options, Parts(Machine), cancellationToken);

    public ValueTask<NetworkController> OpenAsync(CancellationToken cancellationToken = default) =>
        NetworkController.OpenAsync(Options, Parts(Machine), cancellationToken);

    /// <summary>Initialises, makes networks, and ends the process.</summary>
    public async Task PrepareAsync(params NetworkSpec[] specs)
    {
        await using var controller = await InitializeAsync();
        foreach (var spec in specs)
        {
            await controller.CreateNetworkAsync(spec);
        }
    }

    /// <summary>Initialises and ends the process, giving the report.</summary>
    public async Task<InitializeReport> StartOnceAsync()
    {
        await using var controller = await InitializeAsync();
        return controller.Report;
    }

    /// <summary>All that the machine and the running controller hold: records, links, sysctls, rules, subnets and leases, published networks.</summary>
    public ImmutableArray<string> Describe(NetworkController controller) =>
    [
        .. Machine.Describe(),
        .. controller.IpamStatus.Values.SelectMany(static status => status.Pools)
            .Select(static pool => $"pool {pool.Pool.Subnet} of {pool.NetworkName}: {pool.AddressesInUse} in use"),
        .. controller.Sandboxes.Select(static sandbox => $"sandbox {sandbox.Name} {sandbox.Record.State} [{string.Join(", ", sandbox.Endpoints.Select(static endpoint => endpoint.Name))}]"),
        .. controller.Endpoints.Select(static endpoint => $"endpoint {endpoint.Name} {endpoint.Record.State} {endpoint.HostLinkName} {endpoint.GatewayIPv4} {endpoint.GatewayIPv6}"),
        .. controller.Networks.Select(static network => $"network {network.Name} {network.Record.State} {network.LinkName}"),
    ];

    /// <summary>Asserts that store, kernel, IPAM, firewall and controller hold these networks and nothing else.</summary>
    public async Task AssertConvergedAsync(NetworkController controller, params string[] names)
    {
        var bridges = controller.Networks.Where(static network => network.Record.Driver == "bridge").ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(controller.Networks.Select(static network => network.Name), Is.EquivalentTo(names), "published");
            Assert.That(Machine.Disk!.Networks.Values.Select(static record => record.Name), Is.EquivalentTo(names), "stored");
            Assert.That(Machine.Disk.Networks.Values.Select(static record => record.State), Is.All.EqualTo(RecordState.Active), "states");
            Assert.That(
                Machine.Links.Keys, Is.EquivalentTo(bridges.Select(static network => network.LinkName).Concat(controller.Endpoints.Select(static endpoint => endpoint.HostLinkName).OfType<string>())), "links");
            Assert.That(Machine.EndpointRules.Keys, Is.EquivalentTo(controller.Endpoints.Where(static endpoint => endpoint.Sandbox is not null && endpoint.HostLinkName is not null).Select(static endpoint => endpoint.Id)), "rules of endpoints");
            Assert.That(Machine.Disk.Endpoints.Keys, Is.EquivalentTo(controller.Endpoints.Select(static endpoint => endpoint.Id)), "stored endpoints");
            Assert.That(Machine.Disk.Endpoints.Values.Select(static record => record.State), Is.All.EqualTo(RecordState.Active), "states of endpoints");
            Assert.That(Machine.Disk.Sandboxes.Keys, Is.EquivalentTo(controller.Sandboxes.Select(static sandbox => sandbox.Id)), "stored sandboxes");
            Assert.That(Machine.Disk.Sandboxes.Values.Select(static record => record.State), Is.All.EqualTo(RecordState.Active), "states of sandboxes");
            Assert.That(Machine.Rules.Keys, Is.EquivalentTo(bridges.Select(static network => network.Id)), "rules");
            Assert.That(Pools(controller).Select(static pool => pool.Network).Distinct(), Is.EquivalentTo(bridges.Select(static network => network.Id)), "pools");
            Assert.That(await controller.CheckAsync(), Is.Empty, "drift");
            Assert.That(controller.FindLeftovers(), Is.Empty, "leftovers");
        }
    }

    public static ImmutableArray<PoolStatus> Pools(NetworkController controller) => controller.IpamStatus[NetworkSpec.DefaultIpamDriver].Pools;

    public DefaultIpamDriver CreateIpam(IpamContext context) => new(context, new IpamOptions { Pools = Options.AddressPools.ToEquatableArray() });

    private NetworkControllerParts Parts(FakeMachine machine) => new()
    {
        Store = (context, _) => FakeStore.OpenAsync(machine, context),
        Firewall = _ => new FakeFirewall(machine),
        IpamDrivers = [CreateIpam, .. MoreIpamDrivers],
        Drivers = [NullDriver.Create, HostDriver.Create, context => new FakeBridgeDriver(machine, context), .. MoreDrivers],
        NoneNetwork = new NetworkSpec(PredefinedNetworks.None, new NullNetworkOptions()),
        HostNetwork = new NetworkSpec(PredefinedNetworks.Host, new HostNetworkOptions()),
        Time = Time,
        OpenHost = _ => new FakeHost(machine),
        Namespaces = new FakeNamespaces(machine),
        OpenPortSockets = _ => new FakePortSockets(machine),
        OpenFlows = static _ => null,
        Files = machine.Files,
        MeterFactory = Meters,
        LoggerFactory = Log,
        Observer = Steps,
    };
}

using NetController.Drivers;
using NetController.Firewall;
using NetController.Ipam;
using NetController.Store.LiteDb;

namespace NetController.Controller.Kernel.Tests;

/// <summary>A host puts parts of its own in the place of the built-in ones.</summary>
public sealed class BuilderTests : ControllerKernelTest
{
    [Test]
    public async Task A_hosts_own_store_firewall_and_driver_are_used()
    {
        var opened = new List<string>();
        var builder = new NetworkControllerBuilder(Options)
            .UseStore((context, cancellationToken) =>
            {
                opened.Add($"store {context.Directory}");
                return LiteDbStateStore.OpenAsync(context, cancellationToken);
            })
            .UseFirewall(context =>
            {
                opened.Add($"firewall {context.HostNamespacePath}");
                return FirewallBackends.Create(FirewallBackend.None, context);
            })
            .AddDriver(static _ => new PlainDriver());

        await using var controller = await builder.InitializeAsync();
        var network = await controller.CreateNetworkAsync(new NetworkSpec("mine", new PlainOptions()));

        Assert.That(opened, Is.EqualTo(new[] { $"store {Options.StateDirectory}", $"firewall {Host.Path}" }));
        Assert.That((controller.FirewallBackend, network.Record.Driver), Is.EqualTo(("none", "plain")));
        Assert.That(Host.Run("iptables-save"), Does.Not.Contain("NETCTL"));
    }

    [Test]
    public async Task A_second_part_of_one_name_is_refused_by_name_and_nothing_stays_open()
    {
        var ipam = new NetworkControllerBuilder(Options).AddIpamDriver(static context => new DefaultIpamDriver(context, new IpamOptions()));
        var driver = new NetworkControllerBuilder(Options).AddDriver(static _ => new PlainDriver()).AddDriver(static _ => new PlainDriver());

        Assert.That((await Assert.ThrowsAsync<InvalidRequestException>(async () => await ipam.InitializeAsync()))!.Message, Does.Contain("'default'"));
        Assert.That((await Assert.ThrowsAsync<InvalidRequestException>(async () => await driver.InitializeAsync()))!.Message, Does.Contain("'plain'"));

        // The state can be opened: neither attempt kept its lock.
        await using var controller = await InitializeAsync();
        await AssertConvergedAsync(controller, "none", "host", "bridge");
    }

    private sealed record PlainOptions : NetworkOptions;

    private sealed class PlainDriver : INetworkDriver
    {
        public DriverKind Kind { get; } = DriverKind.Of<PlainOptions>("plain", static _ => new PlainOptions(), static _ => default);

        public NetworkRequirements Validate(NetworkId network, NetworkSpec spec) => new();

        public ValueTask<IDriverNetwork> OpenNetworkAsync(NetworkPlan plan, CancellationToken cancellationToken) => new(new PlainNetwork());

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class PlainNetwork : IDriverNetwork
    {
        public string? LinkName => null;

        public NetworkPolicy? Policy => null;

        public IDriverEndpoint OpenEndpoint(EndpointPlan plan) => EmptyDriverEndpoint.Instance;

        public ValueTask<System.Collections.Immutable.ImmutableArray<string>> EnsureAsync(UndoLog undo) => new([]);

        public ValueTask<System.Collections.Immutable.ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken) => new([]);

        public ValueTask DeleteAsync(Teardown teardown) => ValueTask.CompletedTask;
    }
}

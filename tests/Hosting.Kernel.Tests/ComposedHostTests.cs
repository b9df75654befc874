using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NetController.Drivers;
using NetController.Drivers.Bridge;
using NetController.Firewall;
using NetController.Store.LiteDb;

namespace NetController.Hosting.Kernel.Tests;

/// <summary>A host that brings parts of its own, is started again, or is refused.</summary>
public sealed class ComposedHostTests : HostTest
{
    [Test]
    public async Task Drivers_store_and_firewall_of_the_host_are_used_and_a_driver_gets_what_it_asks_for()
    {
        var opened = new List<string>();
        var builder = Create(("DefaultBridge:Enabled", "false"));
        builder.Services.AddSingleton(opened);
        builder.Services
            .AddNetworkDriver<PlainDriver>()
            .AddNetworkStateStore((context, cancellationToken) =>
            {
                opened.Add($"store {context.Directory}");
                return LiteDbStateStore.OpenAsync(context, cancellationToken);
            })
            .AddNetworkFirewall(context =>
            {
                opened.Add("firewall");
                return FirewallBackends.Create(FirewallBackend.None, context);
            });
        using var host = builder.Build();
        await host.StartAsync();

        var network = await host.Services.GetRequiredService<NetworkController>().CreateNetworkAsync(new NetworkSpec("mine", new PlainOptions()));
        await host.StopAsync();

        Assert.That(network.Record.Driver, Is.EqualTo("plain"));
        Assert.That(opened, Is.EqualTo(new[] { $"store {Path.Combine(State, "state")}", "firewall", $"driver in {Host.Path}", "driver closed" }));
    }

    [Test]
    public async Task A_host_that_is_started_again_has_its_networks_and_tells_a_watcher_of_before_that_it_missed_something()
    {
        EventCursor before;
        using (var first = Create(("Firewall", "None"), ("DefaultBridge:Enabled", "false")).Build())
        {
            await first.StartAsync();
            var controller = first.Services.GetRequiredService<NetworkController>();
            await controller.CreateNetworkAsync(new NetworkSpec("web", new BridgeNetworkOptions()));
            before = controller.EventCursor;
            await first.StopAsync();
        }

        using var second = Create(("Firewall", "None"), ("DefaultBridge:Enabled", "false")).Build();
        await second.StartAsync();
        var again = second.Services.GetRequiredService<NetworkController>();
        var told = await again.WatchEventsAsync(EventCursor.Parse(before.ToString())).Take(again.RecentEvents.Length + 1).ToArrayAsync();
        await second.StopAsync();

        Assert.That(again.Report.Restored, Does.Contain("web"));
        Assert.That(told[0].Gap, Is.EqualTo(new EventGap(EventGapReason.OtherRun, null)));
        Assert.That(told.Select(static happened => $"{happened.Kind} {happened.Network?.Name}"), Has.One.EqualTo("NetworkRestored web"));
        Assert.That(told[^1].Kind, Is.EqualTo(ControllerEventKind.ControllerStarted));
    }

    [Test]
    public async Task Of_two_hosts_on_one_state_directory_the_second_is_refused_and_the_first_goes_on()
    {
        using var first = Create(("Firewall", "None"), ("DefaultBridge:Enabled", "false")).Build();
        using var second = Create(("Firewall", "None"), ("DefaultBridge:Enabled", "false")).Build();
        await first.StartAsync();

        await Assert.ThrowsAsync<ResourceUnavailableException>(async () => await second.StartAsync());

        Assert.That((await first.Services.GetRequiredService<NetworkController>().CreateNetworkAsync(new NetworkSpec("web", new BridgeNetworkOptions()))).LinkName, Is.Not.Null);
        await first.StopAsync();
    }

    private sealed record PlainOptions : NetworkOptions;

    private sealed class PlainDriver : INetworkDriver
    {
        private readonly List<string> _opened;

        public PlainDriver(DriverContext context, List<string> opened, ILogger<PlainDriver> logger)
        {
            Assert.That(logger, Is.Not.Null);
            _opened = opened;
            opened.Add($"driver in {context.HostNamespacePath}");
        }

        public DriverKind Kind { get; } = DriverKind.Of<PlainOptions>("plain", static _ => new PlainOptions(), static _ => default);

        public NetworkRequirements Validate(NetworkId network, NetworkSpec spec) => new();

        public ValueTask<IDriverNetwork> OpenNetworkAsync(NetworkPlan plan, CancellationToken cancellationToken) => new(new PlainNetwork());

        public ValueTask DisposeAsync()
        {
            _opened.Add("driver closed");
            return ValueTask.CompletedTask;
        }
    }

    private sealed class PlainNetwork : IDriverNetwork
    {
        public string? LinkName => null;

        public NetworkPolicy? Policy => null;

        public IDriverEndpoint OpenEndpoint(EndpointPlan plan) => EmptyDriverEndpoint.Instance;

        public ValueTask<ImmutableArray<string>> EnsureAsync(UndoLog undo) => new([]);

        public ValueTask<ImmutableArray<Drift>> CheckAsync(CancellationToken cancellationToken) => new([]);

        public ValueTask DeleteAsync(Teardown teardown) => ValueTask.CompletedTask;
    }
}

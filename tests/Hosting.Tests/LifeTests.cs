using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NetController.Controller.Tests;
using NetController.Controller.Tests.Fakes;
using NetController.Drivers;

namespace NetController.Hosting.Tests;

/// <summary>The controller's life within the host's.</summary>
[TestFixture]
internal sealed class LifeTests
{
    [Test]
    public async Task Every_other_service_has_the_controller_from_its_start_to_its_stop()
    {
        var bed = new Testbed();
        var builder = TestHost.Create(bed);
        var neighbour = new Neighbour();
        builder.Services.AddSingleton<IHostedService>(provider =>
        {
            neighbour.Accessor = provider.GetRequiredService<INetworkControllerAccessor>();
            return neighbour;
        });
        using var host = builder.Build();
        Assert.That(bed.Machine.OpenParts, Is.Zero, "before the host starts");

        await host.StartAsync();
        var controller = host.Services.GetRequiredService<NetworkController>();
        await host.StopAsync();

        Assert.That(neighbour.Seen, Is.EqualTo(new[] { controller, controller }), "one at its start, one at its stop");
        Assert.That(neighbour.Networks, Is.EqualTo(new[] { "bridge", "host", "none" }), "initialised when the first service starts");
        Assert.That(neighbour.CreatedWhileStopping, Is.True);
        Assert.That(bed.Machine.OpenParts, Is.Zero, "closed when the host has stopped");
    }

    [Test]
    public async Task A_service_that_was_added_before_the_controller_has_it_too()
    {
        var builder = TestHost.Create(new Testbed());
        var neighbour = new Neighbour();
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(provider =>
        {
            neighbour.Accessor = provider.GetRequiredService<INetworkControllerAccessor>();
            return neighbour;
        }));
        using var host = builder.Build();
        await host.StartAsync();
        await host.StopAsync();

        Assert.That(neighbour.Seen, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Before_the_start_and_after_the_stop_the_error_says_what_to_do()
    {
        using var host = TestHost.Create(new Testbed()).Build();
        var early = Assert.Throws<ResourceUnavailableException>(() => host.Services.GetRequiredService<NetworkController>());
        var waiting = host.Accessor().WaitAsync();
        Assert.That(waiting.IsCompleted, Is.False);

        await host.StartAsync();
        Assert.That(await waiting, Is.SameAs(host.Services.GetRequiredService<NetworkController>()));
        Assert.That(host.Accessor().Current, Is.SameAs(host.Accessor().Controller));
        await host.StopAsync();

        Assert.That(early!.Message, Does.Contain("not initialised yet").And.Contains(nameof(INetworkControllerAccessor)));
        Assert.That(host.Accessor().Current, Is.Null);
        Assert.That(Assert.Throws<ResourceUnavailableException>(() => _ = host.Accessor().Controller)!.Message, Does.Contain("has stopped"));
        await Assert.ThrowsAsync<ResourceUnavailableException>(() => host.Accessor().WaitAsync());
    }

    [Test]
    public async Task A_start_that_fails_fails_the_host_with_its_own_reason_and_leaves_nothing_open()
    {
        var bed = new Testbed();
        bed.Machine.Refuse = static effect => effect.StartsWith("ip link add", StringComparison.Ordinal) ? new IOException("out of memory") : null;
        using var host = TestHost.Create(bed).Build();
        var waiting = host.Accessor().WaitAsync();

        var failure = await Assert.CatchAsync<NetControllerException>(async () => await host.StartAsync());

        Assert.That(failure!.Message, Does.Contain("out of memory"));
        Assert.That(await Assert.CatchAsync<NetControllerException>(async () => await waiting), Is.SameAs(failure));
        Assert.That(bed.Machine.OpenParts, Is.Zero);
    }

    [Test]
    public async Task A_host_whose_other_service_fails_to_start_closes_the_controller_when_it_is_disposed_of()
    {
        var bed = new Testbed();
        var builder = TestHost.Create(bed);
        builder.Services.AddSingleton<IHostedService>(new Neighbour { Failure = new InvalidOperationException("no") });
        var host = builder.Build();

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await host.StartAsync());
        await ((IAsyncDisposable)host).DisposeAsync();

        Assert.That(bed.Machine.OpenParts, Is.Zero);
    }

    [Test]
    public async Task A_part_that_does_not_close_holds_the_host_up_no_longer_than_its_shutdown_timeout()
    {
        var stuck = new StuckDriver();
        var builder = TestHost.Create(new Testbed { MoreDrivers = [_ => stuck] });
        builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        using var host = builder.Build();
        await host.StartAsync();

        await Assert.CatchAsync<OperationCanceledException>(() => host.StopAsync().WaitAsync(TimeSpan.FromSeconds(10)));

        Assert.That(host.Accessor().Current, Is.Null);
        stuck.Release();
    }

    [Test]
    public async Task Watchers_of_events_are_ended_by_the_stop()
    {
        using var host = TestHost.Create(new Testbed()).Build();
        await host.StartAsync();
        var reading = host.Accessor().Controller.WatchEventsAsync().CountAsync();

        await host.StopAsync();

        Assert.That(await reading, Is.Zero);
    }

    [Test]
    public async Task The_sandboxes_that_a_runtime_names_are_active()
    {
        var bed = new Testbed();
        var builder = TestHost.Create(bed);
        builder.Services.AddActiveSandboxSource<Runtime>();
        builder.Services.Configure<NetworkControllerHostOptions>(static options => options.ActiveSandboxes.Add("configured"));
        using var host = builder.Build();

        await host.StartAsync();

        Assert.That(host.Accessor().Controller.Report.ActiveSandboxes, Is.EqualTo(new[] { "configured", "box" }));
        Assert.That(host.Accessor().Controller.Report.DefaultNetworksKept, Is.True);
        await host.StopAsync();
    }

    [TestCase(null, false, false, ExpectedResult = "present")]
    [TestCase(true, false, true, ExpectedResult = "present")]
    [TestCase(false, false, false, ExpectedResult = "")]
    [TestCase(null, true, false, ExpectedResult = "")]
    [TestCase(null, false, true, ExpectedResult = "")]
    public async Task<string> Sandboxes_that_are_present_stay_where_nothing_says_which_are_active(bool? keep, bool isOneConfigured, bool hasSource)
    {
        var bed = new Testbed();
        await bed.PrepareAsync();
        Stored.Sandbox(bed.Machine, "present");
        var builder = TestHost.Create(bed);
        builder.Services.Configure<NetworkControllerHostOptions>(options =>
        {
            options.KeepPresentSandboxes = keep;
            if (isOneConfigured)
            {
                options.ActiveSandboxes.Add("configured");
            }
        });
        if (hasSource)
        {
            builder.Services.AddActiveSandboxSource<Runtime>();
        }

        using var host = builder.Build();
        await host.StartAsync();

        var names = string.Join(", ", host.Accessor().Controller.Sandboxes.Select(static sandbox => sandbox.Name));
        await host.StopAsync();
        return names;
    }

    private sealed record StuckOptions : NetworkOptions;

    private sealed class StuckDriver : INetworkDriver
    {
        private readonly TaskCompletionSource _released = new();

        public DriverKind Kind { get; } = DriverKind.Of<StuckOptions>("stuck", static _ => new StuckOptions(), static _ => default);

        public NetworkRequirements Validate(NetworkId network, NetworkSpec spec) => new();

        public ValueTask<IDriverNetwork> OpenNetworkAsync(NetworkPlan plan, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => new(_released.Task);

        public void Release() => _released.SetResult();
    }

    private sealed class Runtime : IActiveSandboxSource
    {
        public ValueTask<System.Collections.Immutable.ImmutableArray<string>> FindAsync(CancellationToken cancellationToken) => new(["box", "configured"]);
    }

    private sealed class Neighbour : IHostedService
    {
        public INetworkControllerAccessor? Accessor { get; set; }

        public Exception? Failure { get; init; }

        public List<NetworkController> Seen { get; } = [];

        public string[] Networks { get; private set; } = [];

        public bool CreatedWhileStopping { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            if (Failure is not null)
            {
                throw Failure;
            }

            Seen.Add(Accessor!.Controller);
            Networks = [.. Accessor.Controller.Networks.Select(static network => network.Name)];
            return Task.CompletedTask;
        }

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            Seen.Add(Accessor!.Controller);
            CreatedWhileStopping = (await Accessor.Controller.CreateNetworkAsync(Testbed.Bridge("late"), cancellationToken)).Name == "late";
        }
    }
}

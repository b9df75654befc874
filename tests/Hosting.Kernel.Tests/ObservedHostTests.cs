using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NetController.Controller.Tests.Fakes;
using NetController.Drivers.Bridge;
using NetController.TestSupport;

namespace NetController.Hosting.Kernel.Tests;

/// <summary>What metrics, spans, events and health say of a host that works on a real kernel.</summary>
public sealed class ObservedHostTests : HostTest
{
    [Test]
    public async Task A_host_makes_networks_real_and_says_so_in_metrics_spans_events_and_health()
    {
        using var meters = new MeterRecorder();
        using var spans = new Spans();
        var builder = Create(("Firewall", "Nftables"));
        builder.Services.AddSingleton<IMeterFactory>(meters);
        using var host = builder.Build();
        await host.StartAsync();
        var controller = host.Services.GetRequiredService<NetworkController>();
        var start = controller.EventCursor;

        var web = await controller.CreateNetworkAsync(new NetworkSpec("web", new BridgeNetworkOptions()));
        var (one, two) = (await controller.CreateSandboxAsync(new SandboxSpec("one")), await controller.CreateSandboxAsync(new SandboxSpec("two")));
        await controller.ConnectAsync(web, one, new EndpointSpec { Ports = [PortMapping.Parse("8080:80")] });
        var second = await controller.ConnectAsync(web, two);
        Assert.That(HostProgram.Try($"ping -n -c1 -W2 {second.Addresses[0].Address}", one.NamespacePath).ExitCode, Is.Zero, "traffic flows");

        var events = await controller.WatchEventsAsync(start).Take(5).Select(static happened => happened.Kind).ToArrayAsync();
        var health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        var durations = meters.Measured.Where(static one => one.Instrument == "netcontroller.operation.duration").ToArray();
        var gauges = meters.ReadGauges();
        await controller.DeleteSandboxAsync(one);
        await controller.DeleteSandboxAsync(two);
        await host.StopAsync();

        Assert.That(events, Is.EqualTo(new[]
        {
            ControllerEventKind.NetworkCreated, ControllerEventKind.SandboxCreated, ControllerEventKind.SandboxCreated, ControllerEventKind.EndpointConnected, ControllerEventKind.EndpointConnected,
        }).Or.EqualTo(new[]
        {
            ControllerEventKind.HostSettingChanged, ControllerEventKind.NetworkCreated, ControllerEventKind.SandboxCreated, ControllerEventKind.SandboxCreated, ControllerEventKind.EndpointConnected,
        }));
        Assert.That(health.Status, Is.EqualTo(HealthStatus.Healthy));
        Assert.That(durations.Select(static one => one.Tags), Is.EqualTo(new[]
        {
            "operation=controller.initialize,outcome=ok", "operation=network.create,outcome=ok", "operation=sandbox.create,outcome=ok", "operation=sandbox.create,outcome=ok",
            "operation=endpoint.connect,outcome=ok", "operation=endpoint.connect,outcome=ok",
        }));
        Assert.That(durations.Select(static one => one.Value), Is.All.InRange(0.00001, 60));
        Assert.That(gauges, Is.SupersetOf(new[]
        {
            "netcontroller.endpoints{driver=bridge,state=active} 2", "netcontroller.networks{driver=bridge,state=active} 2", "netcontroller.leases{ipam_driver=default,family=ipv4} 4",
            "netcontroller.ports{protocol=tcp} 1", "netcontroller.sandboxes{state=active} 2",
        }));
        var connect = spans.Ended.First(static span => span.OperationName == "endpoint.connect");
        var steps = spans.Ended.Where(span => span.ParentSpanId == connect.SpanId).Select(static span => span.DisplayName).ToArray();
        Assert.That(steps, Has.Some.StartsWith("ip link add").And.Some.StartsWith("hold ports").And.Some.StartsWith("apply firewall policy"));
    }

    [Test]
    public async Task A_refusal_of_the_kernel_is_counted_by_its_error()
    {
        using var meters = new MeterRecorder();
        var builder = Create(("Firewall", "None"), ("DefaultBridge:Enabled", "false"));
        builder.Services.AddSingleton<IMeterFactory>(meters);
        using var host = builder.Build();
        await host.StartAsync();
        var controller = host.Services.GetRequiredService<NetworkController>();
        var web = await controller.CreateNetworkAsync(new NetworkSpec("web", new BridgeNetworkOptions()));
        var box = await controller.CreateSandboxAsync(new SandboxSpec("box"));
        var unreachable = new EndpointSpec { Routes = [new StaticRoute(IPPrefix.Parse("198.51.100.0/24"), AddressText.Parse("203.0.113.1"))] };

        await Assert.ThrowsAsync<InvalidRequestException>(async () => await controller.ConnectAsync(web, box, unreachable));

        var counted = meters.Measured.Where(static one => one.Instrument == "netcontroller.netlink.errors").ToArray();
        await controller.DeleteSandboxAsync(box);
        await host.StopAsync();
        Assert.That(counted, Is.EqualTo(new[] { ("netcontroller.netlink.errors", 1.0, "error.type=ENETUNREACH") }));
    }

    [Test]
    public async Task A_link_that_is_taken_away_is_put_back_by_the_periodic_check()
    {
        var builder = Create(("Firewall", "None"), ("DefaultBridge:Enabled", "false"), ("DriftCheckInterval", "00:00:01"), ("RepairDrift", "true"));
        using var host = builder.Build();
        await host.StartAsync();
        var controller = host.Services.GetRequiredService<NetworkController>();
        var web = await controller.CreateNetworkAsync(new NetworkSpec("web", new BridgeNetworkOptions()));
        var watching = controller.WatchEventsAsync().Where(static happened => happened.Kind == ControllerEventKind.DriftRepaired).FirstAsync();

        Host.Run($"ip link delete {web.LinkName}");

        Assert.That((await watching.AsTask().WaitAsync(TimeSpan.FromSeconds(20))).Change, Does.StartWith($"ip link add {web.LinkName}").Or.Contains(web.LinkName));
        await host.StopAsync();
        Assert.That(Host.Run("ip -br link"), Does.Contain(web.LinkName));
    }

    [Test]
    public async Task The_hosts_own_factory_makes_the_meter()
    {
        using var host = Create(("Firewall", "None"), ("DefaultBridge:Enabled", "false")).Build();
        var factory = host.Services.GetRequiredService<IMeterFactory>();
        var published = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == NetworkControllerDiagnostics.MeterName && ReferenceEquals(instrument.Meter.Scope, factory))
                {
                    published.Add(instrument.Name);
                }
            },
        };
        listener.Start();

        await host.StartAsync();
        await host.StopAsync();

        Assert.That(published, Does.Contain("netcontroller.operation.duration").And.Contains("netcontroller.networks"));
    }

    private sealed class Spans : IDisposable
    {
        private readonly Lock _lock = new();
        private readonly List<Activity> _ended = [];
        private readonly ActivityListener _listener;

        public Spans()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = static source => source.Name == NetworkControllerDiagnostics.ActivitySourceName,
                Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = span =>
                {
                    lock (_lock)
                    {
                        _ended.Add(span);
                    }
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public Activity[] Ended
        {
            get
            {
                lock (_lock)
                {
                    return [.. _ended];
                }
            }
        }

        public void Dispose() => _listener.Dispose();
    }
}

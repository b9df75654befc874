using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using NetController.Controller.Tests;

namespace NetController.Hosting.Tests;

[TestFixture]
internal sealed class HealthTests
{
    [Test]
    public async Task Health_follows_the_life_of_the_controller()
    {
        using var host = Build(new Testbed(), static _ => { });

        var before = await CheckAsync(host);
        await host.StartAsync();
        var running = await CheckAsync(host);
        await host.StopAsync();
        var after = await CheckAsync(host);

        Assert.That((before.Status, running.Status, after.Status), Is.EqualTo((HealthStatus.Unhealthy, HealthStatus.Healthy, HealthStatus.Unhealthy)));
        Assert.That(running.Data["networks"], Is.EqualTo(3));
    }

    [Test]
    public async Task A_degraded_network_is_named_until_a_retry_makes_it_real()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("web", link: "br-web"));
        bed.Machine.RemoveLink("br-web");
        var refused = 0;
        bed.Machine.Refuse = effect => effect.Contains("br-web", StringComparison.Ordinal) && ++refused > 0 ? new IOException("out of memory") : null;
        using var host = Build(bed, static options => options.RetryInterval = TimeSpan.FromSeconds(30));
        await host.StartAsync();

        var degraded = await CheckAsync(host);
        bed.Time.Advance(TimeSpan.FromSeconds(31));
        await TestHost.UntilAsync(() => refused == 2);
        bed.Machine.Refuse = null;
        bed.Time.Advance(TimeSpan.FromSeconds(31));
        await TestHost.UntilAsync(() => host.Accessor().Controller.GetNetwork("web").Record.Reason is null);
        await TestHost.UntilAsync(() => bed.Machine.Rules.ContainsKey(host.Accessor().Controller.GetNetwork("web").Id));
        var healthy = await CheckAsync(host);

        Assert.That((degraded.Status, degraded.Description), Is.EqualTo((HealthStatus.Degraded, "1 degraded network: web")));
        Assert.That(degraded.Data["degradedNetworks"], Is.EqualTo(new[] { "web" }));
        Assert.That(healthy.Status, Is.EqualTo(HealthStatus.Healthy));
        await bed.AssertConvergedAsync(host.Accessor().Controller, "bridge", "host", "none", "web");
        await host.StopAsync();
    }

    [Test]
    public async Task A_retry_leaves_alone_what_has_only_drifted()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web"));
        bed.Machine.RemoveLink(web.LinkName!);
        bed.Machine.Effects.Clear();

        var report = await controller.RetryDegradedAsync();

        Assert.That(report.Changes, Is.Empty);
        Assert.That(bed.Machine.Effects, Is.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Drift_that_the_periodic_check_finds_is_told_or_repaired_as_the_option_says(bool repair)
    {
        var bed = new Testbed();
        using var host = Build(bed, options => (options.DriftCheckInterval, options.RepairDrift) = (TimeSpan.FromMinutes(1), repair));
        await host.StartAsync();
        var controller = host.Accessor().Controller;
        var web = await controller.CreateNetworkAsync(Testbed.Bridge("web"));
        bed.Machine.RemoveLink(web.LinkName!);
        var told = repair ? ControllerEventKind.DriftRepaired : ControllerEventKind.DriftFound;
        var watching = controller.WatchEventsAsync().Where(happened => happened.Kind == told).FirstAsync();

        bed.Time.Advance(TimeSpan.FromSeconds(61));
        var happened = await watching.AsTask().WaitAsync(TimeSpan.FromSeconds(10));

        Assert.That(happened.Network!.Value.Name, Is.EqualTo("web"));
        await TestHost.UntilAsync(() => bed.Machine.Links.ContainsKey(web.LinkName!) == repair);
        var expected = repair ? HealthStatus.Healthy : HealthStatus.Degraded;
        var health = await CheckAsync(host);
        for (var waited = 0; health.Status != expected && waited < 1000; waited++)
        {
            await Task.Delay(10);
            health = await CheckAsync(host);
        }

        Assert.That(health.Status, Is.EqualTo(expected));
        Assert.That(health.Description, repair ? Is.EqualTo("4 networks") : Does.StartWith($"2 differences from the kernel: link {web.LinkName}"));
        await host.StopAsync();
    }

    private static IHost Build(Testbed bed, Action<NetworkControllerHostOptions> configure)
    {
        var builder = TestHost.Create(bed);
        builder.Services.Configure(configure);
        builder.Services.AddHealthChecks().AddNetworkController();
        return builder.Build();
    }

    private static async Task<HealthReportEntry> CheckAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["network-controller"];
}

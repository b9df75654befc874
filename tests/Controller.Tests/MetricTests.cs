using NetController.Controller.Tests.Fakes;
using NetController.Diagnostics;
using NetController.Events;

namespace NetController.Controller.Tests;

[TestFixture]
internal sealed class MetricTests
{
    [Test]
    public async Task Every_operation_is_timed_by_name_and_outcome()
    {
        using var meters = new MeterRecorder();
        var bed = new Testbed { Meters = meters };
        await using var controller = await bed.InitializeAsync();
        var network = await controller.CreateNetworkAsync(Testbed.Bridge("web"));
        var sandbox = await controller.CreateSandboxAsync(new SandboxSpec("box"));
        await controller.ConnectAsync(network, sandbox);
        await Assert.ThrowsAsync<NameInUseException>(async () => await controller.CreateNetworkAsync(Testbed.Bridge("web")));
        await Assert.ThrowsAsync<InvalidRequestException>(async () => await controller.CreateNetworkAsync(Testbed.Bridge("a b")));
        await Assert.CatchAsync<OperationCanceledException>(async () => await controller.DeleteNetworkAsync(network, new CancellationToken(canceled: true)));
        await controller.DisconnectAsync(network, sandbox);
        await controller.DeleteSandboxAsync(sandbox);
        await controller.PruneNetworksAsync();
        await controller.CheckAsync();

        var timed = meters.Measured.Where(static one => one.Instrument == "netcontroller.operation.duration").ToArray();
        Assert.That(timed.Select(static one => one.Tags), Is.EqualTo(new[]
        {
            "operation=controller.initialize,outcome=ok",
            "operation=network.create,outcome=ok",
            "operation=sandbox.create,outcome=ok",
            "operation=endpoint.connect,outcome=ok",
            "operation=network.create,outcome=conflict",
            "operation=network.create,outcome=invalid",
            "operation=network.delete,outcome=cancelled",
            "operation=endpoint.disconnect,outcome=ok",
            "operation=sandbox.delete,outcome=ok",
            "operation=network.prune,outcome=ok",
            "operation=check,outcome=ok",
        }));
        Assert.That(timed.Select(static one => one.Value), Is.All.InRange(0.001, 10), "seconds, by the test's clock");
    }

    [Test]
    public async Task The_gauges_show_what_the_controller_holds_until_it_is_disposed_of()
    {
        using var meters = new MeterRecorder();
        var bed = new Testbed { Meters = meters };
        var controller = await bed.InitializeAsync();
        var network = await controller.CreateNetworkAsync(Testbed.Bridge("web"));
        var sandbox = await controller.CreateSandboxAsync(new SandboxSpec("box"));
        await controller.ConnectAsync(network, sandbox, new EndpointSpec { Ports = [PortMapping.Parse("8080:80"), PortMapping.Parse("53:53/udp")] });
        await controller.CreateEndpointAsync(network, new EndpointSpec { Name = "own" });

        var shown = meters.ReadGauges();
        await controller.DisposeAsync();

        Assert.That(shown, Is.EqualTo(new[]
        {
            "netcontroller.endpoints{driver=bridge,state=active} 1",
            "netcontroller.endpoints{driver=bridge,state=reserved} 1",
            "netcontroller.leases{ipam_driver=default,family=ipv4} 4",
            "netcontroller.networks{driver=bridge,state=active} 2",
            "netcontroller.networks{driver=host,state=active} 1",
            "netcontroller.networks{driver=null,state=active} 1",
            "netcontroller.ports{protocol=tcp} 1",
            "netcontroller.ports{protocol=udp} 1",
            "netcontroller.sandboxes{state=active} 1",
        }));
        Assert.That(meters.ReadGauges(), Is.Empty);
    }

    [Test]
    public async Task Drift_is_counted_when_it_is_new_and_when_it_is_repaired()
    {
        using var meters = new MeterRecorder();
        var bed = new Testbed { Meters = meters };
        await using var controller = await bed.InitializeAsync();
        var network = await controller.CreateNetworkAsync(Testbed.Bridge("web"));
        bed.Machine.RemoveLink(network.LinkName!);

        var drift = await controller.CheckAsync();
        await controller.CheckAsync();
        var report = await controller.RepairAsync();

        Assert.That(Sum("netcontroller.drift.found"), Is.EqualTo(drift.Length).And.Positive);
        Assert.That(Sum("netcontroller.drift.repaired"), Is.EqualTo(report.Changes.Length).And.Positive);

        double Sum(string instrument) => meters.Measured.Where(one => one.Instrument == instrument).Sum(static one => one.Value);
    }

    [Test]
    public async Task Where_nobody_listens_nothing_is_allocated_for_an_operation()
    {
        using var diagnostics = new ControllerDiagnostics(new NetworkControllerParts
        {
            Store = static (_, _) => throw new NotSupportedException(),
            Firewall = static _ => throw new NotSupportedException(),
            IpamDrivers = [],
            Drivers = [],
            NoneNetwork = Testbed.Bridge("none"),
            HostNetwork = Testbed.Bridge("host"),
        });
        await RunAsync(diagnostics);
        var before = GC.GetAllocatedBytesForCurrentThread();

        await RunAsync(diagnostics);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        static async ValueTask RunAsync(ControllerDiagnostics diagnostics)
        {
            for (var i = 0; i < 100; i++)
            {
                await diagnostics.RunAsync("network.create", new OperationSubject("web", "box"), i, static i => new ValueTask<int>(i + 1));
                using var part = diagnostics.StartPart("part");
            }
        }
    }

    [Test]
    public void An_event_takes_one_small_object_and_no_more_however_many_read()
    {
        using var journal = new EventJournal(16, TimeProvider.System, RandomSource.Secure);
        var readers = Enumerable.Range(0, 100).Select(_ => journal.WatchAsync(null, default).GetAsyncEnumerator()).ToArray();
        journal.Add(ControllerEventKind.SandboxCreated);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
        {
            journal.Add(ControllerEventKind.SandboxCreated);
        }

        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before) / 100, Is.LessThanOrEqualTo(400));
        Assert.That(readers, Has.Length.EqualTo(100));
    }
}

using NetController.State;

namespace NetController.Controller.Tests;

[TestFixture]
internal sealed class EventTests
{
    [Test]
    public async Task A_life_is_told_in_its_order_with_the_names_of_everything()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var start = controller.EventCursor;

        var network = await controller.CreateNetworkAsync(Testbed.Bridge("web"));
        var sandbox = await controller.CreateSandboxAsync(new SandboxSpec("box"));
        var endpoint = await controller.ConnectAsync(network, sandbox);
        await controller.RenameSandboxAsync(sandbox, "case");
        await controller.DisconnectAsync(network, sandbox);
        await controller.DeleteSandboxAsync(sandbox);
        await controller.DeleteNetworkAsync(network);

        var events = await TakeAsync(controller, start, 7);
        Assert.That(events.Select(static happened => happened.Kind), Is.EqualTo(new[]
        {
            ControllerEventKind.NetworkCreated,
            ControllerEventKind.SandboxCreated,
            ControllerEventKind.EndpointConnected,
            ControllerEventKind.SandboxRenamed,
            ControllerEventKind.EndpointDisconnected,
            ControllerEventKind.SandboxDeleted,
            ControllerEventKind.NetworkDeleted,
        }));
        Assert.That(events[0].Network, Is.EqualTo(new EventNetwork(network.Id, "web", "bridge")));
        Assert.That(
            (events[2].Network, events[2].Endpoint, events[2].Sandbox),
            Is.EqualTo((events[0].Network, new EventEndpoint(endpoint.Id, "box"), new EventSandbox(sandbox.Id, "box"))));
        Assert.That((events[3].PreviousName, events[3].Sandbox!.Value.Name), Is.EqualTo(("box", "case")));
        Assert.That(events.Select(static happened => happened.Cursor.Sequence), Is.EqualTo(Enumerable.Range(1, 7).Select(i => start.Sequence + i)));
        Assert.That(events.Select(static happened => happened.Time), Is.Ordered);
    }

    [Test]
    public async Task An_endpoint_of_its_own_is_created_connected_disconnected_and_deleted()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var network = await controller.CreateNetworkAsync(Testbed.Bridge("web"));
        var sandbox = await controller.CreateSandboxAsync(new SandboxSpec("box"));
        var start = controller.EventCursor;

        var endpoint = await controller.CreateEndpointAsync(network, new EndpointSpec { Name = "own" });
        await controller.JoinAsync(endpoint, sandbox);
        await controller.DeleteSandboxAsync(sandbox);
        await controller.DeleteEndpointAsync(endpoint);

        Assert.That((await TakeAsync(controller, start, 5)).Select(static happened => happened.Kind), Is.EqualTo(new[]
        {
            ControllerEventKind.EndpointCreated,
            ControllerEventKind.EndpointConnected,
            ControllerEventKind.EndpointDisconnected,
            ControllerEventKind.SandboxDeleted,
            ControllerEventKind.EndpointDeleted,
        }));
    }

    [Test]
    public async Task An_operation_that_fails_tells_nothing()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var start = controller.EventCursor;
        bed.Steps.Arm(4, static _ => throw new IOException("no"));

        await Assert.ThrowsAsync<OperationFailedException>(async () => await controller.CreateNetworkAsync(Testbed.Bridge("web")));

        Assert.That(controller.EventCursor, Is.EqualTo(start));
    }

    [Test]
    public async Task An_event_is_told_after_its_record_is_stored()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        using var stop = new CancellationTokenSource();
        var states = new List<RecordState>();
        var reading = ReadAsync();

        for (var i = 0; i < 20; i++)
        {
            await controller.CreateNetworkAsync(Testbed.Bridge($"n{i}"));
        }

        await reading;
        Assert.That(states, Is.EqualTo(Enumerable.Repeat(RecordState.Active, 20)));

        async Task ReadAsync()
        {
            await foreach (var happened in controller.WatchEventsAsync(cancellationToken: stop.Token))
            {
                states.Add(bed.Machine.Disk!.Networks[happened.Network!.Value.Id].State);
                if (states.Count == 20)
                {
                    return;
                }
            }
        }
    }

    [Test]
    public async Task A_start_tells_what_it_restored_replaced_and_could_not_restore()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("web"), Testbed.Bridge("lost", link: "br-lost"));
        bed.Machine.RemoveLink("br-lost");
        bed.Machine.Refuse = static effect => effect.Contains("br-lost", StringComparison.Ordinal) ? new IOException("out of memory") : null;

        await using var controller = await bed.InitializeAsync();
        bed.Machine.Refuse = null;
        await controller.RepairAsync();

        var told = controller.RecentEvents.Select(static happened => $"{happened.Kind} {happened.Network?.Name} {happened.Reason}".Trim()).ToArray();
        Assert.That(told, Is.SupersetOf(new[] { "NetworkRestored none", "NetworkRestored web", "NetworkDeleted bridge a fresh default bridge takes its place", "NetworkCreated bridge", "NetworkRecovered lost" }));
        Assert.That(told, Has.One.StartsWith("NetworkDegraded lost").And.One.Contains("out of memory"));
        Assert.That(Array.IndexOf(told, "ControllerStarted"), Is.GreaterThan(Array.IndexOf(told, "NetworkCreated bridge")).And.LessThan(Array.IndexOf(told, "NetworkRecovered lost")));
    }

    [Test]
    public async Task Drift_is_told_when_it_is_new_and_when_it_is_repaired()
    {
        var bed = new Testbed();
        await using var controller = await bed.InitializeAsync();
        var network = await controller.CreateNetworkAsync(Testbed.Bridge("web"));
        var start = controller.EventCursor;
        bed.Machine.RemoveLink(network.LinkName!);

        var drift = await controller.CheckAsync();
        await controller.CheckAsync();
        var report = await controller.RepairAsync();
        await controller.CheckAsync();

        var events = controller.RecentEvents.Where(happened => happened.Cursor.Sequence > start.Sequence).ToArray();
        var found = events.Where(static happened => happened.Kind == ControllerEventKind.DriftFound).ToArray();
        var repaired = events.Where(static happened => happened.Kind == ControllerEventKind.DriftRepaired).ToArray();
        Assert.That(found.Select(static happened => happened.Drift), Is.EqualTo(drift), "once, though two checks found it");
        Assert.That(found[0].Network!.Value.Name, Is.EqualTo("web"));
        Assert.That(repaired.Select(static happened => happened.Change), Is.EqualTo(report.Changes).And.Not.Empty);
        Assert.That(events, Has.Length.EqualTo(found.Length + repaired.Length));
    }

    [Test]
    public async Task A_retry_that_fails_does_not_make_known_drift_new()
    {
        var bed = new Testbed();
        await bed.PrepareAsync(Testbed.Bridge("lost", link: "br-lost"), Testbed.Bridge("web", link: "br-web"));
        bed.Machine.RemoveLink("br-lost");
        bed.Machine.Refuse = static effect => effect.StartsWith("ip link add br-lost", StringComparison.Ordinal) ? new IOException("out of memory") : null;
        await using var controller = await bed.InitializeAsync();
        bed.Machine.RemoveLink("br-web");

        var drift = await controller.CheckAsync();
        var retry = await controller.RetryDegradedAsync();
        await controller.CheckAsync();

        Assert.That(retry.Failures.Select(static network => network.Name), Is.EqualTo(new[] { "lost" }));
        Assert.That(bed.Machine.Links.Keys, Does.Not.Contain("br-web"), "what has only drifted is left alone");
        var web = controller.GetNetwork("web").Id;
        Assert.That(
            controller.RecentEvents.Where(happened => happened.Kind == ControllerEventKind.DriftFound && happened.Network?.Id == web).Select(static happened => happened.Drift),
            Is.EqualTo(drift.Where(found => found.Network == web)).And.Not.Empty);
    }

    [Test]
    public async Task Disposing_of_the_controller_ends_every_reader_after_the_last_event()
    {
        var bed = new Testbed();
        var controller = await bed.InitializeAsync();
        var reading = controller.WatchEventsAsync().Select(static happened => happened.Kind).ToArrayAsync();
        await controller.CreateNetworkAsync(Testbed.Bridge("web"));

        await controller.DisposeAsync();

        Assert.That(await reading, Is.EqualTo(new[] { ControllerEventKind.NetworkCreated }));
    }

    [TestCase(15)]
    [TestCase(1_000_001)]
    public async Task A_journal_that_is_too_short_or_too_long_is_refused(int length)
    {
        var bed = new Testbed { Options = new NetworkControllerOptions { StateDirectory = "/fake/state", RunDirectory = "/fake/run", EventJournalLength = length } };

        var failure = await Assert.ThrowsAsync<InvalidRequestException>(async () => await bed.InitializeAsync());

        Assert.That(failure!.Problem, Does.Contain($"an event journal of {length} is outside 16–1000000"));
    }

    private static async Task<ControllerEvent[]> TakeAsync(NetworkController controller, EventCursor after, int count) =>
        await controller.WatchEventsAsync(after).Take(count).ToArrayAsync();
}

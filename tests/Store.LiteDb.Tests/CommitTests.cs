using NetController.Store.LiteDb.Files;

namespace NetController.Store.LiteDb.Tests;

/// <summary>What a commit costs, and how commits meet.</summary>
public sealed class CommitTests
{
    private readonly RandomChanges _random = new(11);

    [Test]
    public async Task A_change_of_a_network_costs_three_fsyncs_in_this_order()
    {
        var disk = new MemoryDisk();
        await using var store = await TestStore.OpenAsync(disk);
        await store.CommitAsync(OfNetwork(), CancellationToken.None);
        disk.Trace.Clear();

        await store.CommitAsync(OfNetwork(), CancellationToken.None);

        var steps = disk.Trace.Where((step, index) => index == 0 || step != disk.Trace[index - 1]);
        Assert.That(steps, Is.EqualTo(new[]
        {
            "write networks.snapshot",
            "sync networks.snapshot",
            "write networks-log.db",
            "sync networks-log.db",
            "write networks.db",
            "sync networks.db",
            "cut networks-log.db",
        }));
    }

    [Test]
    public async Task A_change_of_endpoints_alone_waits_for_no_disk()
    {
        var disk = new MemoryDisk();
        await using var store = await TestStore.OpenAsync(disk);
        disk.Trace.Clear();

        await store.CommitAsync(new StateChange { Endpoints = [_random.Endpoint()], Sandboxes = [_random.Sandbox()] }, CancellationToken.None);

        Assert.That(disk.Trace, Is.EqualTo(new[] { "write networks.snapshot" }));
    }

    [Test]
    public async Task A_network_that_is_being_made_or_taken_apart_waits_for_no_disk_and_is_there_after_a_kill()
    {
        var disk = new MemoryDisk();
        await using var store = await TestStore.OpenAsync(disk);
        disk.Trace.Clear();
        var network = _random.NetworkUnderWay();

        await store.CommitAsync(new StateChange { Networks = [network] }, CancellationToken.None);

        Assert.That(disk.Trace, Is.EqualTo(new[] { "write networks.snapshot" }));
        await using var survivor = await TestStore.OpenAsync(disk.AfterKill());
        Assert.That(survivor.Content.Networks[network.Id], Is.EqualTo(network));
    }

    [Test]
    public async Task A_change_of_endpoints_alone_is_written_by_its_caller_where_nobody_else_writes()
    {
        var disk = new MemoryDisk();
        await using var store = await TestStore.OpenAsync(disk);
        var writers = new List<int>();
        disk.Fault = (_, _) =>
        {
            writers.Add(Environment.CurrentManagedThreadId);
            return null;
        };

        var caller = Environment.CurrentManagedThreadId;
        var commit = store.CommitAsync(new StateChange { Endpoints = [_random.Endpoint()] }, CancellationToken.None);

        Assert.That(commit.IsCompletedSuccessfully, Is.True);
        Assert.That(writers, Is.EqualTo(new[] { caller }));
    }

    [Test]
    public async Task A_change_of_endpoints_waits_its_turn_behind_a_change_of_a_network()
    {
        var disk = new MemoryDisk();
        await using var store = await TestStore.OpenAsync(disk);
        using var gate = new ManualResetEventSlim();
        using var began = new ManualResetEventSlim();
        disk.Fault = (_, _) =>
        {
            began.Set();
            gate.Wait();
            return null;
        };
        var network = store.CommitAsync(OfNetwork(), CancellationToken.None).AsTask();
        began.Wait();

        var endpoint = store.CommitAsync(new StateChange { Endpoints = [_random.Endpoint()] }, CancellationToken.None).AsTask();
        Assert.That(endpoint.IsCompleted, Is.False);

        gate.Set();
        await Task.WhenAll(network, endpoint);
        await using var after = await TestStore.OpenAsync(disk.AfterKill());
        ContentAssert.AreEqual(after.Content, store.Content);
    }

    [Test]
    public async Task A_change_of_endpoints_that_the_disk_refuses_once_is_written_all_the_same()
    {
        var disk = new MemoryDisk();
        await using var store = await TestStore.OpenAsync(disk);
        var refusals = 1;
        disk.Fault = (_, step) => step.StartsWith("write", StringComparison.Ordinal) && refusals-- > 0 ? new IOException("No space left on device") : null;

        await store.CommitAsync(new StateChange { Endpoints = [_random.Endpoint()] }, CancellationToken.None);

        await using var after = await TestStore.OpenAsync(disk.AfterKill());
        Assert.That(after.Content.Endpoints, Has.Count.EqualTo(1));
        Assert.That(after.Opening.Findings, Is.Empty);
    }

    [Test]
    public async Task An_endpoint_survives_a_kill_before_the_database_has_it()
    {
        var disk = new MemoryDisk();
        await using var store = await TestStore.OpenAsync(disk);
        await store.CommitAsync(new StateChange { Endpoints = [_random.Endpoint()] }, CancellationToken.None);

        await using var after = await TestStore.OpenAsync(disk.AfterKill());

        ContentAssert.AreEqual(after.Content, store.Content);
        Assert.That(after.Opening.Findings, Is.Empty);
    }

    [Test]
    public async Task Changes_that_wait_together_are_written_together()
    {
        const int changes = 100;
        var disk = new MemoryDisk();
        await using var store = await TestStore.OpenAsync(disk);
        using var gate = new ManualResetEventSlim();
        disk.Trace.Clear();
        disk.Fault = (_, _) =>
        {
            gate.Wait();
            return null;
        };

        var commits = Enumerable.Range(0, changes).Select(_ => store.CommitAsync(OfNetwork(), CancellationToken.None).AsTask()).ToList();
        gate.Set();
        await Task.WhenAll(commits);

        Assert.That(disk.Trace.Count(static step => step == "sync networks.db"), Is.LessThanOrEqualTo(2));
        Assert.That(store.Content.Networks, Has.Count.EqualTo(changes));
    }

    [Test]
    public async Task A_change_cancelled_while_it_waits_is_not_written()
    {
        var disk = new MemoryDisk();
        await using var store = await TestStore.OpenAsync(disk);
        using var gate = new ManualResetEventSlim();
        using var began = new ManualResetEventSlim();
        using var cancellation = new CancellationTokenSource();
        disk.Fault = (_, _) =>
        {
            began.Set();
            gate.Wait();
            return null;
        };
        var first = store.CommitAsync(OfNetwork(), CancellationToken.None).AsTask();
        began.Wait();
        var second = store.CommitAsync(OfNetwork(), cancellation.Token).AsTask();

        await cancellation.CancelAsync();
        gate.Set();
        await first;

        await Assert.ThrowsAsync<TaskCanceledException>(() => second);
        Assert.That(store.Content.Networks, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Many_threads_may_write_and_read_at_once()
    {
        using var folder = new TemporaryFolder();
        await using (var store = await TestStore.OpenAsync(folder.Path))
        {
            await Parallel.ForAsync(0, 200, async (index, cancellation) =>
            {
                var random = new RandomChanges(index);
                var network = random.Network();
                await store.CommitAsync(new StateChange { Networks = [network], Endpoints = [random.Endpoint()] }, cancellation);
                Assert.That(store.Content.Networks[network.Id], Is.EqualTo(network));
                await store.CommitAsync(new StateChange { DeletedNetworks = index % 2 == 0 ? [network.Id] : [] }, cancellation);
            });
        }

        await using var reopened = await TestStore.OpenAsync(folder.Path);
        Assert.That(reopened.Opening.Findings, Is.Empty);
        Assert.That(reopened.Content.Networks, Has.Count.EqualTo(100));
        Assert.That(reopened.Content.Endpoints, Has.Count.EqualTo(200));
    }

    [Test]
    public async Task A_deletion_and_a_record_of_the_same_id_in_one_change_leave_the_record()
    {
        var disk = new MemoryDisk();
        var network = _random.Network();
        await using (var store = await TestStore.OpenAsync(disk))
        {
            await store.CommitAsync(new StateChange { Networks = [network], DeletedNetworks = [network.Id] }, CancellationToken.None);
        }

        await using var reopened = await TestStore.OpenAsync(disk);
        Assert.That(reopened.Content.Networks[network.Id], Is.EqualTo(network));
    }

    [Test]
    public async Task Ids_and_keys_that_differ_in_case_only_are_different()
    {
        var disk = new MemoryDisk();
        var upper = _random.HostChange() with { Path = "net/ipv4/conf/ETH0/forwarding" };
        var lower = upper with { Path = "net/ipv4/conf/eth0/forwarding" };
        var network = _random.Network() with { Labels = new EquatableMap<string>([KeyValuePair.Create("a", "1"), KeyValuePair.Create("A", "2")]) };
        await using (var store = await TestStore.OpenAsync(disk))
        {
            await store.CommitAsync(new StateChange { HostChanges = [upper, lower], Networks = [network] }, CancellationToken.None);
        }

        await using var reopened = await TestStore.OpenAsync(disk);
        Assert.That(reopened.Content.HostChanges.Values, Is.EquivalentTo(new[] { upper, lower }));
        Assert.That(reopened.Content.Networks[network.Id], Is.EqualTo(network));
    }

    [Test]
    public async Task A_record_that_would_come_back_changed_is_refused_alone()
    {
        await using var store = await TestStore.OpenAsync(new MemoryDisk());

        var error = await Assert.ThrowsAsync<InvalidRequestException>(
            async () => await store.CommitAsync(new StateChange { Networks = [_random.Network() with { Name = "half a pair: \ud800" }] }, CancellationToken.None));

        Assert.That(error!.Message, Does.Contain("not valid Unicode"));
        await store.CommitAsync(OfNetwork(), CancellationToken.None);
    }

    [Test]
    public async Task Disposing_writes_what_waits_and_leaves_a_snapshot_without_changes()
    {
        var disk = new MemoryDisk();
        var store = await TestStore.OpenAsync(disk);
        var commits = Enumerable.Range(0, 20).Select(_ => store.CommitAsync(OfNetwork(), CancellationToken.None).AsTask()).ToList();

        await Task.WhenAll(store.DisposeAsync().AsTask(), store.DisposeAsync().AsTask());

        await Task.WhenAll(commits);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.CommitAsync(OfNetwork(), CancellationToken.None));
        Assert.That(disk.Read(StateFiles.Snapshot)!.Count(static value => value == '\n'), Is.EqualTo(21));
        Assert.That(disk.Read(StateFiles.Log), Is.Empty);
    }

    [Test]
    public async Task The_snapshot_is_written_anew_when_its_changes_have_far_outgrown_it()
    {
        var disk = new MemoryDisk();
        await using var store = await TestStore.OpenAsync(disk);
        var network = LargeNetwork(8000);
        for (var index = 0; index < 400; index++)
        {
            await store.CommitAsync(new StateChange { Networks = [network with { Name = $"{index}" }] }, CancellationToken.None);
        }

        Assert.That(disk.Trace.Count(static step => step == "rename networks.snapshot.new networks.snapshot"), Is.InRange(2, 8));
        Assert.That(disk.Read(StateFiles.Snapshot), Has.Length.LessThan(1100 << 10));
    }

    [Test]
    public async Task The_snapshot_is_written_anew_in_a_quiet_moment_when_its_changes_have_outgrown_it()
    {
        using var folder = new TemporaryFolder();
        await using var store = await TestStore.OpenAsync(folder.Path);
        var snapshot = new FileInfo(Path.Combine(folder.Path, StateFiles.Snapshot));
        var network = LargeNetwork(100_000);
        for (var index = 0; index < 5; index++)
        {
            await store.CommitAsync(new StateChange { Networks = [network with { Name = $"{index}" }] }, CancellationToken.None);
        }

        Assert.That(() => Length(snapshot), Is.LessThan(200_000).After(10_000, 20));
        Assert.That(StateSnapshot.Read(folder.Path).Content.Networks[network.Id].Name, Is.EqualTo("4"));
    }

    [Test]
    public async Task The_database_takes_many_endpoints_over_in_a_quiet_moment()
    {
        using var folder = new TemporaryFolder();
        await using var store = await TestStore.OpenAsync(folder.Path);
        var snapshot = new FileInfo(Path.Combine(folder.Path, StateFiles.Snapshot));
        var endpoint = _random.Endpoint();
        for (var index = 0; index < 300; index++)
        {
            await store.CommitAsync(new StateChange { Endpoints = [endpoint with { Name = $"{index}" }] }, CancellationToken.None);
        }

        // The snapshot, written anew with it, has one line for what took 300.
        Assert.That(() => Length(snapshot), Is.LessThan(10_000).After(10_000, 20));
        Assert.That(StateSnapshot.Read(folder.Path).Content.Endpoints[endpoint.Id].Name, Is.EqualTo("299"));
    }

    private static long Length(FileInfo file)
    {
        file.Refresh();
        return file.Length;
    }

    private StoredNetwork LargeNetwork(int characters) =>
        new(_random.Network().Id, "", "bridge", RecordState.Active, DateTimeOffset.UnixEpoch) { Reason = new string('x', characters) };

    private StateChange OfNetwork() => new() { Networks = [_random.Network()] };
}

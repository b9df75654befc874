using Microsoft.Extensions.Logging;
using NetController.Store.LiteDb.Files;
using NetController.Store.LiteDb.Records;
using NetController.Store.LiteDb.Snapshot;

namespace NetController.Store.LiteDb.Tests;

/// <summary>The disk refuses every single operation of a commit once, for a moment and for good.</summary>
public sealed class FailureTests
{
    // From so many bytes on a snapshot is written anew as soon as nobody waits; it is far from being overdue.
    private const int WorthRewriting = 300 << 10;

    private static readonly IOException Full = new("No space left on device");

    [Test]
    public async Task A_commit_whose_disk_fails_once_is_not_in_force_and_the_next_one_is()
    {
        for (var operation = 0; operation < await OperationsOfACommitAsync(); operation++)
        {
            var (disk, store, random) = await OpenAsync();
            var before = store.Content;
            var refused = random.Network();
            disk.Fault = (index, _) => index == operation ? Full : null;
            disk.Trace.Clear();

            var error = await Assert.ThrowsAsync<ResourceUnavailableException>(
                async () => await store.CommitAsync(new StateChange { Networks = [refused] }, CancellationToken.None), $"operation {operation}");

            Assert.That(error!.Message, Does.Contain(Full.Message));
            disk.Fault = null;
            Assert.That(store.Content, Is.SameAs(before));
            await AssertReopensAsync(disk.AfterKill(), before, operation);
            await AssertReopensAsync(disk.AfterPowerCut(PowerLoss.LosesEverything), before, operation);
            var next = random.Network();
            await store.CommitAsync(new StateChange { Networks = [next] }, CancellationToken.None);
            await AssertReopensAsync(disk.AfterKill(), store.Content, operation);
            Assert.That(store.Content.Networks.ContainsKey(next.Id) && !store.Content.Networks.ContainsKey(refused.Id));
            await store.DisposeAsync();
        }
    }

    [Test]
    public async Task A_disk_that_fails_for_a_while_refuses_each_commit_and_then_takes_the_next()
    {
        for (var operation = 0; operation < await OperationsOfACommitAsync(); operation++)
        {
            var (disk, store, random) = await OpenAsync();
            var before = store.Content;
            disk.Fault = (index, _) => index >= operation ? Full : null;
            disk.Trace.Clear();
            for (var attempt = 0; attempt < 3; attempt++)
            {
                await Assert.ThrowsAsync<ResourceUnavailableException>(
                    async () => await store.CommitAsync(new StateChange { Networks = [random.Network()] }, CancellationToken.None), $"operation {operation}");
            }

            Assert.That(store.Content, Is.SameAs(before));
            disk.Fault = null;
            await store.CommitAsync(new StateChange { Networks = [random.Network()] }, CancellationToken.None);

            await AssertReopensAsync(disk.AfterKill(), store.Content, operation);
            Assert.That(store.Content.Networks, Has.Count.EqualTo(before.Networks.Count + 1));
            await store.DisposeAsync();
        }
    }

    [Test]
    public async Task A_disk_that_never_recovers_leaves_all_or_nothing_of_the_refused_commit()
    {
        for (var operation = 0; operation < await OperationsOfACommitAsync(); operation++)
        {
            var (disk, store, random) = await OpenAsync();
            var before = store.Content;
            var refused = new StateChange { Networks = [random.Network()] };
            disk.Fault = (index, _) => index >= operation ? Full : null;
            disk.Trace.Clear();
            await Assert.ThrowsAsync<ResourceUnavailableException>(async () => await store.CommitAsync(refused, CancellationToken.None));
            await store.DisposeAsync();

            await using var reopened = await TestStore.OpenAsync(disk.AfterKill());

            Assert.That(ContentHash.Of(reopened.Content), Is.AnyOf(ContentHash.Of(before), ContentHash.Of(before.Apply(refused))), $"operation {operation}");
            Assert.That(reopened.Opening.Findings, Is.Empty);
        }
    }

    [Test]
    public async Task An_endpoint_written_before_a_failure_is_still_there()
    {
        var (disk, store, random) = await OpenAsync();
        await store.CommitAsync(new StateChange { Endpoints = [random.Endpoint()] }, CancellationToken.None);
        var before = store.Content;
        Exception? once = Full;
        disk.Fault = (_, step) => step == "sync networks.db" ? Interlocked.Exchange(ref once, null) : null;
        await Assert.ThrowsAsync<ResourceUnavailableException>(
            async () => await store.CommitAsync(new StateChange { Networks = [random.Network()] }, CancellationToken.None));
        disk.Fault = null;

        await AssertReopensAsync(disk.AfterKill(), before, 0);
        await store.CommitAsync(new StateChange { Networks = [random.Network()] }, CancellationToken.None);
        await AssertReopensAsync(disk.AfterPowerCut(PowerLoss.LosesEverything), store.Content, 0);
        await store.DisposeAsync();
    }

    [Test]
    public async Task A_log_that_cannot_be_emptied_after_all_is_durable_fails_nothing()
    {
        var (disk, store, random) = await OpenAsync();
        disk.Fault = (_, step) => step == "cut networks-log.db" ? Full : null;

        await store.CommitAsync(new StateChange { Networks = [random.Network()] }, CancellationToken.None);
        await store.CommitAsync(new StateChange { Networks = [random.Network()] }, CancellationToken.None);

        await AssertReopensAsync(disk.AfterKill(), store.Content, 0);
        await store.DisposeAsync();
    }

    [Test]
    public async Task A_logger_that_fails_leaves_nobody_waiting()
    {
        var disk = new MemoryDisk();
        using var logging = new FailingLoggers();
        await using var store = await LiteDbStateStore.OpenAsync(disk, TestStore.Context() with { LoggerFactory = logging }, CancellationToken.None);
        Exception? once = Full;
        disk.Fault = (_, _) => Interlocked.Exchange(ref once, null);
        var random = new RandomChanges(23);

        await Assert.ThrowsAsync<OperationFailedException>(
            async () => await store.CommitAsync(new StateChange { Networks = [random.Network()] }, CancellationToken.None));

        await store.CommitAsync(new StateChange { Networks = [random.Network()] }, CancellationToken.None);
        await AssertReopensAsync(disk.AfterKill(), store.Content, 0);
    }

    [Test]
    public async Task A_logger_that_fails_while_nobody_waits_ends_nothing()
    {
        var disk = new MemoryDisk();
        using var logging = new FailingLoggers();
        await using var store = await LiteDbStateStore.OpenAsync(disk, TestStore.Context() with { LoggerFactory = logging }, CancellationToken.None);
        var random = new RandomChanges(24);
        logging.Fails = LogLevel.Warning;
        disk.Fault = (_, step) => step.StartsWith("cut networks.snapshot.new", StringComparison.Ordinal) ? Full : null;
        while (disk.Read(StateFiles.Snapshot)!.Length < WorthRewriting)
        {
            await store.CommitAsync(new StateChange { Endpoints = [random.Endpoint()] }, CancellationToken.None);
        }

        await logging.Failed.WaitAsync(TimeSpan.FromSeconds(20));
        await store.CommitAsync(new StateChange { Networks = [random.Network()] }, CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(20));

        await AssertReopensAsync(disk.AfterKill(), store.Content, 0);
        disk.Fault = null;
    }

    [Test]
    public async Task A_snapshot_that_has_its_name_is_gone_on_with_though_the_folder_cannot_be_synced()
    {
        var disk = new MemoryDisk();
        var content = new StateContent(InstanceId.New(RandomSource.Secure));
        var random = new RandomChanges(25);
        var (first, second) = (new StateChange { Networks = [random.Network()] }, new StateChange { Networks = [random.Network()] });
        using var snapshot = SnapshotFile.Create(disk, HeaderOf(content), []);
        disk.Fault = (_, step) => step == "sync folder" ? Full : null;

        Assert.Throws<IOException>(() => snapshot.Rewrite(HeaderOf(content), []));
        snapshot.Append(ChangeTo(content, first, generation: 1));

        Assert.That(SnapshotReader.Read(disk.AfterKill().Read(StateFiles.Snapshot)).Changes, Has.Length.EqualTo(1), "after a kill");
        Assert.Throws<IOException>(snapshot.Sync, "what has no durable name is not safe");
        disk.Fault = null;
        snapshot.Append(ChangeTo(content.Apply(first), second, generation: 2));
        snapshot.Sync();
        var image = SnapshotReader.Read(disk.AfterPowerCut(PowerLoss.LosesEverything).Read(StateFiles.Snapshot));
        Assert.That(image.IsIntact, Is.True, string.Join('\n', image.Problems));
        Assert.That(image.Changes, Has.Length.EqualTo(2), "after a power cut");
    }

    private static SnapshotHeader HeaderOf(StateContent content) => new(content.Instance, 0, Digest.Empty.Value, 0);

    private static SnapshotChange ChangeTo(StateContent content, StateChange change, long generation) =>
        new(generation, Digest.Of(RecordMapping.Encode(content.Apply(change))).Value, EncodedChange.Of(change));

    /// <summary>The operations of a commit that can fail it: all but the last, which empties the log.</summary>
    private static async Task<int> OperationsOfACommitAsync()
    {
        var (disk, store, random) = await OpenAsync();
        disk.Trace.Clear();
        await store.CommitAsync(new StateChange { Networks = [random.Network()] }, CancellationToken.None);
        var operations = disk.Trace.Count - 1;
        await store.DisposeAsync();
        return operations;
    }

    private static async Task<(MemoryDisk Disk, LiteDbStateStore Store, RandomChanges Random)> OpenAsync()
    {
        var disk = new MemoryDisk();
        var store = await TestStore.OpenAsync(disk);
        foreach (var change in Workload.OfNetworks(seed: 21, count: 3))
        {
            await store.CommitAsync(change, CancellationToken.None);
        }

        return (disk, store, new RandomChanges(22));
    }

    private static async Task AssertReopensAsync(MemoryDisk disk, StateContent expected, int operation)
    {
        await using var store = await TestStore.OpenAsync(disk);
        Assert.That(store.Opening.Findings, Is.Empty, $"operation {operation}");
        ContentAssert.AreEqual(store.Content, expected);
    }
}

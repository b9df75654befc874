namespace NetController.Store.LiteDb.Tests;

/// <summary>The disk refuses every single operation of a commit once, for a moment and for good.</summary>
public sealed class FailureTests
{
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

namespace NetController.Store.LiteDb.Tests;

/// <summary>One store at a time has a folder open.</summary>
public sealed class LockTests
{
    [Test]
    public async Task A_second_store_in_the_same_process_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        await using var first = await TestStore.OpenAsync(folder.Path);

        var refusal = await Assert.ThrowsAsync<ResourceUnavailableException>(async () => await TestStore.OpenAsync(folder.Path));

        Assert.That(refusal!.Message, Does.Contain($"process {Environment.ProcessId}"));
    }

    [Test]
    public async Task A_store_that_another_process_has_open_is_refused_and_the_process_named()
    {
        using var folder = new TemporaryFolder();
        using var writer = new Writer(folder.Path, seed: 1);
        writer.WaitUntilOpen();

        var refusal = await Assert.ThrowsAsync<ResourceUnavailableException>(async () => await TestStore.OpenAsync(folder.Path));

        Assert.That(refusal!.Message, Does.Contain($"in use by process {writer.Id} ("));
        Assert.That(refusal.Remedy, Does.Contain("stop that process"));
    }

    [Test]
    public async Task The_snapshot_of_a_store_in_use_can_be_read_and_is_up_to_date()
    {
        using var folder = new TemporaryFolder();
        await using var store = await TestStore.OpenAsync(folder.Path);
        foreach (var change in Workload.Mixed(seed: 3, count: 5))
        {
            await store.CommitAsync(change, CancellationToken.None);

            var snapshot = StateSnapshot.Read(folder.Path);

            ContentAssert.AreEqual(snapshot.Content, store.Content);
            Assert.That(snapshot.Generation, Is.EqualTo(store.Generation));
        }
    }

    [Test]
    public async Task A_store_whose_writer_was_killed_opens_at_once()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new Writer(folder.Path, seed: 1))
        {
            writer.WaitUntilOpen();
            writer.Kill();
        }

        await using var store = await TestStore.OpenAsync(folder.Path);

        Assert.That(store.Opening.IsNew, Is.False);
    }
}

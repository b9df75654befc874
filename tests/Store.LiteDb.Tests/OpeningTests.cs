namespace NetController.Store.LiteDb.Tests;

/// <summary>Opening where there is nothing, where there must be something, and where it cannot be.</summary>
public sealed class OpeningTests
{
    [Test]
    public async Task A_missing_folder_is_made_for_its_owner_alone()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a/b");

        await using var store = await TestStore.OpenAsync(path);

        Assert.That(store.Opening.IsNew);
        Assert.That(store.Opening.Findings, Is.Empty);
        Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [Test]
    public async Task An_empty_store_is_the_same_store_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        InstanceId instance;
        await using (var store = await TestStore.OpenAsync(folder.Path))
        {
            instance = store.Content.Instance;
        }

        await using var reopened = await TestStore.OpenAsync(folder.Path);

        Assert.That(reopened.Content.Instance, Is.EqualTo(instance));
        Assert.That(reopened.Opening.IsNew, Is.False);
    }

    [Test]
    public async Task A_store_that_must_exist_is_not_made()
    {
        using var folder = new TemporaryFolder();
        var context = TestStore.Context(folder.File("none")) with { CreateIfMissing = false };

        var error = await Assert.ThrowsAsync<ObjectNotFoundException>(async () => await LiteDbStateStore.OpenAsync(context, CancellationToken.None));

        Assert.That(error!.Remedy, Does.Contain("netctl init"));
        Assert.That(Directory.Exists(folder.File("none")), Is.False);
    }

    [Test]
    public async Task An_empty_folder_counts_as_no_store_and_stays_empty()
    {
        using var folder = new TemporaryFolder();
        var context = TestStore.Context(folder.Path) with { CreateIfMissing = false };

        await Assert.ThrowsAsync<ObjectNotFoundException>(async () => await LiteDbStateStore.OpenAsync(context, CancellationToken.None));

        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty);
    }

    [TestCase("/dev/null", TestName = "A_file_instead_of_a_folder_is_refused")]
    [TestCase("/dev/null/state", TestName = "A_folder_below_a_file_is_refused")]
    [TestCase("/proc/state", TestName = "A_folder_that_cannot_be_made_is_refused")]
    [TestCase("/sys/kernel", TestName = "A_folder_that_cannot_be_written_is_refused")]
    public async Task What_cannot_be_a_state_folder_is_refused(string path)
    {
        var error = await Assert.ThrowsAsync<ResourceUnavailableException>(async () => await TestStore.OpenAsync(path));

        Assert.That(error!.Message, Does.Contain(path).And.Contain("cannot be used"));
    }

    [Test]
    public void A_snapshot_that_does_not_exist_is_said_not_to()
    {
        using var folder = new TemporaryFolder();

        Assert.Throws<ObjectNotFoundException>(() => StateSnapshot.Read(folder.Path));
    }

    [Test]
    public async Task An_opening_cancelled_beforehand_touches_nothing()
    {
        using var folder = new TemporaryFolder();

        await Assert.ThrowsAsync<OperationCanceledException>(
            async () => await LiteDbStateStore.OpenAsync(TestStore.Context(folder.Path), new CancellationToken(canceled: true)));

        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty);
    }
}

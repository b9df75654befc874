using NetController.Store.LiteDb.Files;
using static NetController.Store.LiteDb.Tests.Support.Damage;

namespace NetController.Store.LiteDb.Tests;

/// <summary>Every kind of damage: the start succeeds, what was lost is said, and what is left is in force.</summary>
public sealed class DamageTests
{
    private const string Restored = "nothing is lost";
    private static readonly DamagedStore Store = DamagedStore.Create();

    private static IEnumerable<Damage> ToTheDatabase =>
    [
        OfFile("database missing", DatabaseFile, static _ => null, Survival.Everything, "networks.db is missing or empty", Restored),
        OfFile("database empty", DatabaseFile, static _ => [], Survival.Everything, "networks.db is missing or empty", Restored),
        OfFile("database random", DatabaseFile, static file => Scrambled(file, 0, file.Length), Survival.Everything, "networks.db is damaged", Restored),
        OfFile("database a text", DatabaseFile, static _ => "not a database"u8.ToArray(), Survival.Everything, "networks.db is damaged", Restored),
        OfFile("database header zeroed", DatabaseFile, static file => Zeroed(file, 0, Page), Survival.Everything, "page 0 does not match its checksum", Restored),
        OfFile("database truncated", DatabaseFile, static file => file[..(file.Length / 2 / Page * Page)], Survival.Everything, "networks.db is damaged", Restored),
        OfFile("database truncated within a page", DatabaseFile, static file => file[..^100], Survival.Everything, "ends in the middle of a page", Restored),
        OfFile("database page random", DatabaseFile, static file => Scrambled(file, 3 * Page, Page), Survival.Everything, "page 3 does not match its checksum", Restored),
        OfFile("database page zeroed", DatabaseFile, static file => Zeroed(file, 4 * Page, Page), Survival.Everything, "page 4 does not match its checksum", Restored),
        OfFile("database 64 bytes changed", DatabaseFile, static file => Scrambled(file, (2 * Page) + 999, 64), Survival.Everything, "page 2 does not match its checksum", Restored),
        new("database pages swapped", static disk => disk.Put(DatabaseFile, Swapped(disk.Read(DatabaseFile)!)), Survival.Everything, "does not match its checksum", Restored),
        new("database of another instance", static disk => disk.Put(DatabaseFile, Store.Foreign.Read(DatabaseFile)), Survival.Everything, "networks.db belongs to another instance", Restored),
        new("database older than the snapshot", static disk => disk.Put(DatabaseFile, Store.Older.Read(DatabaseFile)), Survival.Everything, "networks.db is older"),
        OfFile("database with bytes after its end", DatabaseFile, static file => [.. file, .. new byte[10]], Survival.Everything, "ends in the middle of a page", Restored),
    ];

    private static IEnumerable<Damage> ToTheLog =>
    [
        OfFile("log missing", LogFile, static _ => null, Survival.Everything),
        OfFile("log garbage", LogFile, static _ => Scrambled(new byte[5000], 0, 5000), Survival.Everything, "networks-log.db is not a log"),
        OfFile("log zeros", LogFile, static _ => new byte[5000], Survival.Everything),
        new("log of another database", static disk => disk.Put(LogFile, Store.ForeignInterrupted.Read(LogFile)), Survival.Everything, "networks-log.db belongs to another database"),
    ];

    private static IEnumerable<Damage> ToTheLogOfAnInterruptedTransaction =>
    [
        new("interrupted", static _ => { }, Survival.Everything),
        OfFile("log torn in its last page", LogFile, static file => Scrambled(file, file.Length - 300, 300), Survival.Everything, "networks.db is damaged", Restored),
        OfFile("log truncated within a page", LogFile, static file => file[..^4000], Survival.Everything, "networks.db is damaged", Restored),
        OfFile("log page zeroed", LogFile, static file => Zeroed(file, Page, Page), Survival.Everything, "networks.db is damaged", Restored),
        OfFile("log all garbage", LogFile, static file => Scrambled(file, 0, file.Length), Survival.Everything, "networks.db is damaged", Restored, "is not a log"),
        OfFile("log missing", LogFile, static _ => null, Survival.Everything, "networks.db is damaged", Restored),
    ];

    private static IEnumerable<Damage> ToTheSnapshot =>
    [
        OfFile("snapshot missing", SnapshotFile, static _ => null, Survival.Everything, "networks.snapshot is missing or empty"),
        OfFile("snapshot empty", SnapshotFile, static _ => [], Survival.Everything, "networks.snapshot is missing or empty"),
        OfFile("snapshot random", SnapshotFile, static file => Scrambled(file, 0, file.Length), Survival.Everything, "networks.snapshot is damaged"),
        OfFile("snapshot header changed", SnapshotFile, static file => LineFlipped(file, 0), Survival.Everything, "networks.snapshot is damaged (line 1 "),
        OfFile("snapshot record changed", SnapshotFile, static file => LineFlipped(file, 2), Survival.Everything, "networks.snapshot is damaged (line 3 "),
        OfFile("snapshot truncated", SnapshotFile, static file => file[..(file.Length / 2)], Survival.Everything, "networks.snapshot is damaged (it ends after "),
        new("snapshot of another instance", static disk => disk.Put(SnapshotFile, Store.Foreign.Read(SnapshotFile)), Survival.Everything, "networks.snapshot belongs to another instance"),
        new("snapshot older than the database", static disk => disk.Put(SnapshotFile, Store.Older.Read(SnapshotFile)), Survival.Everything, "networks.snapshot ends at generation"),
        OfFile("instance copy missing", StateFiles.Instance, static _ => null, Survival.Everything),
        OfFile("instance copy damaged", StateFiles.Instance, static file => Scrambled(file, 0, 20), Survival.Everything, "networks.id does not name"),
        new("instance copy of another", static disk => disk.Put(StateFiles.Instance, Store.Foreign.Read(StateFiles.Instance)), Survival.Everything, "networks.id does not name"),
    ];

    private static IEnumerable<Damage> ToBoth =>
    [
        new("both missing", All(ToTheDatabase.First(), ToTheSnapshot.First()), Survival.InstanceOnly,
            "networks.db is missing", "networks.snapshot is missing", "starts empty"),
        new("both random", All(ToTheDatabase.ElementAt(2), ToTheSnapshot.ElementAt(2)), Survival.InstanceOnly,
            "networks.db is damaged", "networks.snapshot is damaged", "starts empty"),
        new("database random, snapshot record changed", All(ToTheDatabase.ElementAt(2), ToTheSnapshot.ElementAt(4)), Survival.AllButOneRecord,
            "networks.db is damaged", "networks.snapshot is damaged (line 3 ", "others may be lost"),
        new("database missing, snapshot of another instance", All(ToTheDatabase.First(), ToTheSnapshot.ElementAt(6)), Survival.InstanceOnly,
            "networks.db is missing", "networks.snapshot belongs to another instance", "starts empty"),
        new("database page random, snapshot missing", All(OfFile("", DatabaseFile, DocumentPageScrambled, default), ToTheSnapshot.First()), Survival.SomeRecords,
            "networks.db is damaged", "networks.snapshot is missing", "were recovered from the damaged database"),
        new("database page random, snapshot older", All(OfFile("", DatabaseFile, DocumentPageScrambled, default), ToTheSnapshot.ElementAt(7)), Survival.SomeRecordsSomeOlder,
            "networks.db is damaged", "changes of generations"),
        new("database page random, snapshot record changed", All(OfFile("", DatabaseFile, DocumentPageScrambled, default), ToTheSnapshot.ElementAt(4)), Survival.SomeRecords,
            "networks.db is damaged", "networks.snapshot is damaged (line 3 ", "may be lost"),
    ];

    [TestCaseSource(nameof(ToTheDatabase))]
    [TestCaseSource(nameof(ToTheLog))]
    [TestCaseSource(nameof(ToTheSnapshot))]
    [TestCaseSource(nameof(ToBoth))]
    public Task A_closed_store_that_is_damaged_starts(object damage) => AssertStartsAsync(Store.Closed(), Store.Content, (Damage)damage);

    [TestCaseSource(nameof(ToTheLogOfAnInterruptedTransaction))]
    public Task A_store_interrupted_between_two_pages_starts(object damage) =>
        AssertStartsAsync(Store.Interrupted(), Store.InterruptedContent, (Damage)damage);

    [Test]
    public async Task Every_page_of_the_database_may_be_the_damaged_one()
    {
        var pages = Store.Closed().Read(DatabaseFile)!.Length / Page;
        for (var page = 0; page < pages; page++)
        {
            var place = page * Page;
            var damage = OfFile($"page {page}", DatabaseFile, file => Scrambled(file, place + (page % 100), 64), Survival.Everything, $"page {page} does not", Restored);
            await AssertStartsAsync(Store.Closed(), Store.Content, damage);
        }

        Assert.That(pages, Is.GreaterThan(10));
    }

    private static async Task AssertStartsAsync(MemoryDisk disk, StateContent expected, Damage damage)
    {
        damage.Do(disk);
        var before = disk.Names.ToDictionary(static name => name, name => disk.Read(name)!);
        StateContent content;
        await using (var store = await TestStore.OpenAsync(disk))
        {
            Assert.That(store.Opening.IsNew, Is.False, damage.Name);
            Assert.That(store.Opening.Findings, Has.Length.EqualTo(damage.Findings.Length), $"{damage.Name}: {string.Join('\n', store.Opening.Findings)}");
            foreach (var finding in damage.Findings)
            {
                Assert.That(store.Opening.Findings, Has.Some.Contains(finding), damage.Name);
            }

            AssertSurvives(store.Content, expected, damage);
            AssertSetAside(disk, before, store.Opening);
            await store.CommitAsync(new StateChange { Networks = [new RandomChanges(1).Network()] }, CancellationToken.None);
            content = store.Content;
        }

        await using var again = await TestStore.OpenAsync(disk);
        Assert.That(again.Opening.Findings, Is.Empty, damage.Name);
        ContentAssert.AreEqual(again.Content, content);
    }

    private static void AssertSurvives(StateContent actual, StateContent expected, Damage damage)
    {
        Assert.That(actual.Instance, Is.EqualTo(expected.Instance), damage.Name);
        var records = Records(actual);
        switch (damage.Survives)
        {
            case Survival.Everything:
                ContentAssert.AreEqual(actual, expected);
                break;
            case Survival.AllButOneRecord:
                Assert.That(records, Is.SubsetOf(Records(expected)).And.Count.EqualTo(Records(expected).Count - 1));
                break;
            case Survival.SomeRecords:
                Assert.That(records, Is.SubsetOf(Records(expected)).And.Count.GreaterThan(Records(expected).Count * 3 / 4));
                break;
            case Survival.SomeRecordsSomeOlder:
                Assert.That(records, Is.SubsetOf(Records(expected).Concat(Records(Store.OlderContent))).And.Count.GreaterThan(Records(expected).Count * 3 / 4));
                break;
            default:
                Assert.That(records, Is.Empty);
                break;
        }
    }

    /// <summary>Whatever is said to have been set aside is there, byte for byte.</summary>
    private static void AssertSetAside(MemoryDisk disk, Dictionary<string, byte[]> before, StoreOpening opening)
    {
        foreach (var file in before.Where(file => opening.Findings.Any(finding => finding.Contains($"set aside as {file.Key}.", StringComparison.Ordinal))))
        {
            Assert.That(disk.Names.Where(name => name.StartsWith($"{file.Key}.corrupt-", StringComparison.Ordinal)).Select(disk.Read), Has.Some.EqualTo(file.Value), file.Key);
        }
    }

    private static List<object> Records(StateContent content) =>
        [.. content.Networks.Values, .. content.Endpoints.Values, .. content.Sandboxes.Values, .. content.HostChanges.Values];

    private static byte[] Swapped(byte[] file) => [.. file[..(2 * Page)], .. file[(3 * Page)..(4 * Page)], .. file[(2 * Page)..(3 * Page)], .. file[(4 * Page)..]];

    private static byte[] DocumentPageScrambled(byte[] file) => Scrambled(file, Store.DocumentPage * Page, Page);
}

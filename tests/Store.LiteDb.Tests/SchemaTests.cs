using System.Text;
using LiteDB;
using NetController.Store.LiteDb.Database;
using NetController.Store.LiteDb.Files;
using NetController.Store.LiteDb.Records;
using NetController.Store.LiteDb.Snapshot;

namespace NetController.Store.LiteDb.Tests;

/// <summary>What a later program wrote stops a start and is left as it is; what merely cannot be read does not.</summary>
public sealed class SchemaTests
{
    [Test]
    public Task A_database_of_a_newer_schema_stops_the_start_and_is_left_alone() =>
        AssertRefusedAsync(static disk => Edit(disk, engine => Upsert(engine, DatabaseMeta.Name, static _ => true, static meta => meta["v"] = Document.SchemaVersion + 1)));

    [Test]
    public Task A_record_of_a_newer_schema_stops_the_start_and_is_left_alone() => AssertRefusedAsync(static disk => Edit(disk, engine =>
        Upsert(engine, "networks", Once(), static document =>
        {
            document["v"] = Document.SchemaVersion + 1;
            document.Remove("sum");
            document["sum"] = Checksum.Text(Checksum.Of("networks", BsonJson.Write(document)));
        })));

    [Test]
    public Task A_snapshot_of_a_newer_schema_stops_the_start_where_the_database_is_gone() => AssertRefusedAsync(static disk =>
    {
        disk.Put(StateFiles.Database, null);
        disk.Put(StateFiles.Snapshot, WithNewerHeader(disk.Read(StateFiles.Snapshot)!));
    });

    [Test]
    public void A_snapshot_of_a_newer_schema_is_refused_to_its_readers()
    {
        var disk = DamagedStore.Create().Closed();
        disk.Put(StateFiles.Snapshot, WithNewerHeader(disk.Read(StateFiles.Snapshot)!));

        Assert.Throws<ResourceUnavailableException>(() => StateSnapshot.Read(disk));
    }

    [Test]
    public async Task One_record_that_cannot_be_read_is_named_and_comes_from_the_snapshot()
    {
        var store = DamagedStore.Create();
        var disk = store.Closed();
        Edit(disk, engine => Upsert(engine, "networks", Once(), static document => document["name"] = "changed"));

        await using var opened = await TestStore.OpenAsync(disk);

        ContentAssert.AreEqual(opened.Content, store.Content);
        Assert.That(opened.Opening.Findings, Has.Some.Contains("cannot be read: it does not match its checksum"));
    }

    [Test]
    public async Task One_record_that_cannot_be_read_costs_no_other_where_there_is_no_snapshot()
    {
        var store = DamagedStore.Create();
        var disk = store.Closed();
        disk.Put(StateFiles.Snapshot, null);
        Edit(disk, engine => Upsert(engine, "networks", Once(), static document => document["name"] = 7));

        await using var opened = await TestStore.OpenAsync(disk);

        Assert.That(opened.Content.Networks, Has.Count.EqualTo(store.Content.Networks.Count - 1));
        Assert.That(opened.Content.Endpoints, Has.Count.EqualTo(store.Content.Endpoints.Count));
        Assert.That(opened.Opening.Findings, Has.Some.Contains("others are lost"));
    }

    [Test]
    public void An_endpoint_and_a_sandbox_of_version_1_are_understood()
    {
        var endpoint = (StoredEndpoint)RecordMapping.ToRecord(RecordKind.Endpoint, Body(
            $$$"""
            {"_id":"{{{new string('e', 64)}}}","v":1,"network":"{{{new string('a', 64)}}}","name":"db","state":"active","created":"2026-01-02T03:04:05.0000000+00:00",
             "sandbox":"{{{new string('5', 64)}}}","addresses":["10.0.0.5/24"],"mac":"02:42:0a:00:00:05","options":[],"labels":[["team","ops"]]}
            """));
        var sandbox = (StoredSandbox)RecordMapping.ToRecord(RecordKind.Sandbox, Body(
            $$$"""
            {"_id":"{{{new string('5', 64)}}}","v":1,"name":"box","namespace":"/run/netns/box","state":"active","created":"2026-01-02T03:04:05.0000000+00:00",
             "hostname":"db1","labels":[["team","ops"]]}
            """));

        Assert.That((endpoint.Name, endpoint.IsReserved, endpoint.InterfaceName), Is.EqualTo(("db", false, (string?)null)));
        Assert.That(endpoint.Addresses.Single(), Is.EqualTo(InterfaceAddress.Parse("10.0.0.5/24")));
        Assert.That(endpoint.Spec.Labels["team"], Is.EqualTo("ops"));
        Assert.That((sandbox.OwnsNamespace, sandbox.Spec.Hostname, sandbox.Spec.Labels["team"]), Is.EqualTo((false, "db1", "ops")));
    }

    private static BsonDocument Body(string json) => BsonJson.Read(System.Text.Json.JsonDocument.Parse(json).RootElement);

    private static async Task AssertRefusedAsync(Action<MemoryDisk> edit)
    {
        var disk = DamagedStore.Create().Closed();
        edit(disk);
        var before = disk.Names.ToDictionary(static name => name, name => disk.Read(name)!);

        var error = await Assert.ThrowsAsync<ResourceUnavailableException>(async () => await TestStore.OpenAsync(disk));

        Assert.That(error!.Message, Does.Contain("newer NetController").And.Contain($"schema version {Document.SchemaVersion + 1}").And.Contain("upgrade"));
        Assert.That(disk.Names, Is.EquivalentTo(before.Keys));
        Assert.That(disk.Names.Select(disk.Read), Is.EqualTo(disk.Names.Select(name => before[name])));
    }

    private static Func<BsonDocument, bool> Once()
    {
        var seen = 0;
        return _ => seen++ == 0;
    }

    /// <summary>Changes the database as only another program could.</summary>
    private static void Edit(MemoryDisk disk, Action<LiteDB.Engine.LiteEngine> edit)
    {
        using var pages = new PageFile(disk.Open(StateFiles.Database, readable: false), log: null);
        using (var engine = StateDatabase.OpenEngine(pages))
        {
            edit(engine);
            engine.Checkpoint();
        }

        pages.Flush();
    }

    private static void Upsert(LiteDB.Engine.LiteEngine engine, string collection, Func<BsonDocument, bool> which, Action<BsonDocument> change)
    {
        var documents = new List<BsonDocument>();
        using (var reader = engine.Query(collection, new Query()))
        {
            while (reader.Read())
            {
                documents.Add(reader.Current.AsDocument);
            }
        }

        foreach (var document in documents.Where(which))
        {
            change(document);
            engine.Upsert(collection, [document], BsonAutoId.ObjectId);
        }
    }

    private static byte[] WithNewerHeader(byte[] snapshot)
    {
        var end = Array.IndexOf(snapshot, (byte)'\n');
        SnapshotLine.TryRead(snapshot.AsSpan(0, end), out var header);
        using var result = new MemoryStream();
        SnapshotLine.Write(result, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(header).Replace(
            $"\"v\":{Document.SchemaVersion}", $"\"v\":{Document.SchemaVersion + 1}", StringComparison.Ordinal)));
        result.Write(snapshot.AsSpan(end + 1));
        return result.ToArray();
    }
}

using System.Collections.Immutable;

namespace NetController.Store.LiteDb.Records;

/// <summary>A change as it is written: what it deletes, then what it sets.</summary>
/// <param name="Deletes">The records that go.</param>
/// <param name="Sets">The records that are there afterwards.</param>
internal sealed record EncodedChange(ImmutableArray<RecordKey> Deletes, ImmutableArray<Document> Sets)
{
    // A key of an index may have 1,023 bytes in the database; a document, 16 MB.
    private const int MaxIdLength = 255;
    private const int MaxBytes = 4 << 20;

    /// <summary>
    /// Whether it must survive a power cut. Endpoints and sandboxes do not outlive a reboot, nor does what a network is being made of or
    /// taken apart, so a change of only those survives a kill and waits for no disk.
    /// </summary>
    public bool OutlivesReboot =>
        Deletes.Any(static key => OutlivesRebootOf(key.Kind)) || Sets.Any(static document => OutlivesRebootOf(document.Key.Kind) && !IsUnderWay(document));

    /// <summary>Encodes a change.</summary>
    /// <exception cref="InvalidRequestException">A record cannot be written as it is.</exception>
    public static EncodedChange Of(StateChange change)
    {
        var deletes = ImmutableArray.CreateBuilder<RecordKey>(
            change.DeletedNetworks.Length + change.DeletedEndpoints.Length + change.DeletedSandboxes.Length + change.DeletedHostChanges.Length);
        Delete(deletes, RecordKind.Network, change.DeletedNetworks, static id => id.ToString());
        Delete(deletes, RecordKind.Endpoint, change.DeletedEndpoints, static id => id.ToString());
        Delete(deletes, RecordKind.Sandbox, change.DeletedSandboxes, static id => id.ToString());
        Delete(deletes, RecordKind.HostChange, change.DeletedHostChanges, static path => path);
        var sets = ImmutableArray.CreateBuilder<Document>(change.Networks.Length + change.Endpoints.Length + change.Sandboxes.Length + change.HostChanges.Length);
        Set(sets, RecordKind.Network, change.Networks, static network => network.Id.ToString());
        Set(sets, RecordKind.Endpoint, change.Endpoints, static endpoint => endpoint.Id.ToString());
        Set(sets, RecordKind.Sandbox, change.Sandboxes, static sandbox => sandbox.Id.ToString());
        Set(sets, RecordKind.HostChange, change.HostChanges, static entry => entry.Path);
        return new EncodedChange(deletes.MoveToImmutable(), sets.MoveToImmutable());
    }

    /// <summary>Changes one after another as a single one.</summary>
    public static EncodedChange Fold(IReadOnlyList<EncodedChange> changes)
    {
        if (changes is [var only])
        {
            return only;
        }

        var results = new Dictionary<RecordKey, Document?>();
        foreach (var change in changes)
        {
            foreach (var key in change.Deletes)
            {
                results[key] = null;
            }

            foreach (var document in change.Sets)
            {
                results[document.Key] = document;
            }
        }

        return new EncodedChange(
            [.. results.Where(static result => result.Value is null).Select(static result => result.Key)],
            [.. results.Values.OfType<Document>()]);
    }

    /// <summary>The change that leads from one content to another.</summary>
    public static EncodedChange Between(IReadOnlyDictionary<RecordKey, Document> from, IReadOnlyDictionary<RecordKey, Document> to) => new(
        [.. from.Keys.Where(key => !to.ContainsKey(key))],
        [.. to.Values.Where(document => !from.TryGetValue(document.Key, out var same) || same.Hash != document.Hash)]);

    /// <summary>Does the change to a content.</summary>
    public void ApplyTo(IDictionary<RecordKey, Document> documents)
    {
        foreach (var key in Deletes)
        {
            documents.Remove(key);
        }

        foreach (var document in Sets)
        {
            documents[document.Key] = document;
        }
    }

    private static void Delete<T>(ImmutableArray<RecordKey>.Builder deletes, RecordKind kind, ImmutableArray<T> gone, Func<T, string> id)
    {
        foreach (var one in gone)
        {
            deletes.Add(new RecordKey(kind, id(one)));
        }
    }

    private static void Set<T>(ImmutableArray<Document>.Builder sets, RecordKind kind, ImmutableArray<T> records, Func<T, string> id)
        where T : class
    {
        foreach (var record in records)
        {
            sets.Add(Encode(kind, id(record), record));
        }
    }

    private static Document Encode(RecordKind kind, string id, object record)
    {
        try
        {
            var document = Document.Of(kind, id, record);
            return id.Length is > 0 and <= MaxIdLength && document.Json.Length <= MaxBytes
                ? document
                : throw new FormatException($"it is larger than a record may be ({MaxBytes} bytes, 1–{MaxIdLength} characters of id)");
        }
        catch (FormatException error)
        {
            throw new InvalidRequestException($"record {new RecordKey(kind, id)}", [error.Message], "change what is stored", error);
        }
    }

    private static bool OutlivesRebootOf(RecordKind kind) => kind is RecordKind.Network or RecordKind.HostChange;

    /// <summary>What a power cut ends altogether: the network is not there yet, or as it was, and nobody was told otherwise.</summary>
    private static bool IsUnderWay(Document document) => document.Record is StoredNetwork { State: RecordState.Creating or RecordState.Deleting };
}

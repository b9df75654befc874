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
    /// Whether it must survive a power cut. Endpoints and sandboxes do not outlive a reboot, so a change of only those survives a kill and
    /// waits for no disk.
    /// </summary>
    public bool OutlivesReboot =>
        Deletes.Any(static key => OutlivesRebootOf(key.Kind)) || Sets.Any(static document => OutlivesRebootOf(document.Key.Kind));

    /// <summary>Encodes a change.</summary>
    /// <exception cref="InvalidRequestException">A record cannot be written as it is.</exception>
    public static EncodedChange Of(StateChange change)
    {
        var deletes = ImmutableArray.CreateBuilder<RecordKey>();
        deletes.AddRange(change.DeletedNetworks.Select(static id => new RecordKey(RecordKind.Network, id.ToString())));
        deletes.AddRange(change.DeletedEndpoints.Select(static id => new RecordKey(RecordKind.Endpoint, id.ToString())));
        deletes.AddRange(change.DeletedSandboxes.Select(static id => new RecordKey(RecordKind.Sandbox, id.ToString())));
        deletes.AddRange(change.DeletedHostChanges.Select(static path => new RecordKey(RecordKind.HostChange, path)));
        return new EncodedChange(deletes.ToImmutable(), [.. Encode(change)]);
    }

    /// <summary>Changes one after another as a single one.</summary>
    public static EncodedChange Fold(IEnumerable<EncodedChange> changes)
    {
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

    private static IEnumerable<Document> Encode(StateChange change) =>
        change.Networks.Select(static network => Encode(RecordKind.Network, network.Id.ToString(), network))
            .Concat(change.Endpoints.Select(static endpoint => Encode(RecordKind.Endpoint, endpoint.Id.ToString(), endpoint)))
            .Concat(change.Sandboxes.Select(static sandbox => Encode(RecordKind.Sandbox, sandbox.Id.ToString(), sandbox)))
            .Concat(change.HostChanges.Select(static entry => Encode(RecordKind.HostChange, entry.Path, entry)));

    private static Document Encode(RecordKind kind, string id, object record)
    {
        try
        {
            var document = Document.Of(kind, record);
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
}

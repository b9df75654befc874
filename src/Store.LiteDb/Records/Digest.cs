using System.Collections.Immutable;

namespace NetController.Store.LiteDb.Records;

/// <summary>
/// The checksum of a whole content: the sum of its documents' checksums, kept up to date at the cost of what changes. It tells a content
/// that is exactly what was written from one that merely can be read, whatever a damage did.
/// </summary>
internal sealed record Digest
{
    private Digest(ImmutableDictionary<RecordKey, ulong> hashes, ulong value) => (Hashes, Value) = (hashes, value);

    /// <summary>The digest of nothing.</summary>
    public static Digest Empty { get; } = new(ImmutableDictionary<RecordKey, ulong>.Empty, 0);

    /// <summary>The checksum of each record.</summary>
    public ImmutableDictionary<RecordKey, ulong> Hashes { get; }

    /// <summary>The sum.</summary>
    public ulong Value { get; }

    /// <summary>The digest of some documents.</summary>
    public static Digest Of(IEnumerable<Document> documents) => Empty.After([], documents);

    /// <summary>The digest after a change.</summary>
    public Digest After(EncodedChange change) => After(change.Deletes, change.Sets);

    private Digest After(IEnumerable<RecordKey> deletes, IEnumerable<Document> sets)
    {
        var hashes = Hashes.ToBuilder();
        var value = Value;
        foreach (var key in deletes)
        {
            value -= hashes.GetValueOrDefault(key);
            hashes.Remove(key);
        }

        foreach (var document in sets)
        {
            value += document.Hash - hashes.GetValueOrDefault(document.Key);
            hashes[document.Key] = document.Hash;
        }

        return new Digest(hashes.ToImmutable(), value);
    }
}

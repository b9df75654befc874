using System.Text.Json;
using NetController.Store.LiteDb.Records;

namespace NetController.Store.LiteDb.Snapshot;

/// <summary>
/// The entries of a snapshot: a header, one entry for each record, and then one for each change since. So a change costs one line,
/// whatever exists, and the whole is rewritten only when the lines have outgrown it.
/// </summary>
internal static class SnapshotEntry
{
    private const string Format = "netcontroller-snapshot";

    /// <summary>The entry that begins the file.</summary>
    public static void Write(Utf8JsonWriter writer, SnapshotHeader header)
    {
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteNumber(Document.VersionField, Document.SchemaVersion);
        writer.WriteString("instance", header.Instance.ToString());
        writer.WriteNumber("gen", header.Generation);
        writer.WriteString("digest", Checksum.Text(header.Digest));
        writer.WriteNumber("records", header.Records);
        writer.WriteEndObject();
    }

    /// <summary>The entry of one record.</summary>
    public static void Write(Utf8JsonWriter writer, Document document)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", document.Key.Kind.Collection());
        writer.WritePropertyName("doc");
        writer.WriteRawValue(document.Json, skipInputValidation: true);
        writer.WriteEndObject();
    }

    /// <summary>The entry of one change.</summary>
    public static void Write(Utf8JsonWriter writer, SnapshotChange change)
    {
        writer.WriteStartObject();
        writer.WriteNumber("gen", change.Generation);
        writer.WriteString("digest", Checksum.Text(change.Digest));
        writer.WriteStartArray("delete");
        foreach (var key in change.Change.Deletes)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", key.Kind.Collection());
            writer.WriteString("id", key.Id);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("set");
        foreach (var document in change.Change.Sets)
        {
            Write(writer, document);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <exception cref="FormatException">It is no header.</exception>
    /// <exception cref="NewerSchemaException">A later program wrote it.</exception>
    public static SnapshotHeader ReadHeader(JsonElement entry)
    {
        if (!entry.TryGetProperty("format", out var format) || !format.ValueEquals(Format))
        {
            throw new FormatException("it is not a snapshot");
        }

        NewerSchemaException.ThrowIfNewer(new LiteDB.BsonValue(entry.GetProperty(Document.VersionField).GetInt32()));
        return new SnapshotHeader(
            InstanceId.Parse(entry.GetProperty("instance").GetString()),
            entry.GetProperty("gen").GetInt64(),
            ReadDigest(entry),
            entry.GetProperty("records").GetInt32());
    }

    /// <exception cref="FormatException">It is no record.</exception>
    /// <exception cref="NewerSchemaException">A later program wrote it.</exception>
    public static Document ReadRecord(JsonElement entry) =>
        Document.Read(ReadKind(entry), entry.GetProperty("doc"));

    /// <exception cref="FormatException">It is no change.</exception>
    /// <exception cref="NewerSchemaException">A later program wrote it.</exception>
    public static SnapshotChange ReadChange(JsonElement entry) => new(
        entry.GetProperty("gen").GetInt64(),
        ReadDigest(entry),
        new EncodedChange(
            [.. entry.GetProperty("delete").EnumerateArray().Select(static key => new RecordKey(ReadKind(key), key.GetProperty("id").GetString()!))],
            [.. entry.GetProperty("set").EnumerateArray().Select(ReadRecord)]));

    private static RecordKind ReadKind(JsonElement entry)
    {
        var name = entry.GetProperty("kind").GetString();
        return RecordKinds.Named(name) ?? throw new FormatException($"'{name}' is not a kind of record");
    }

    private static ulong ReadDigest(JsonElement entry) =>
        Checksum.TryParse(entry.GetProperty("digest").GetString(), out var digest) ? digest : throw new FormatException("its digest cannot be read");
}

/// <summary>What a snapshot says of itself.</summary>
/// <param name="Instance">The identity of the state directory.</param>
/// <param name="Generation">The number of the last change among its records.</param>
/// <param name="Digest">The checksum of its records.</param>
/// <param name="Records">How many entries of records follow.</param>
internal sealed record SnapshotHeader(InstanceId Instance, long Generation, ulong Digest, int Records);

/// <summary>A change as the snapshot holds it.</summary>
/// <param name="Generation">Its number; they rise by one.</param>
/// <param name="Digest">The checksum of the content after it.</param>
/// <param name="Change">What it does.</param>
internal sealed record SnapshotChange(long Generation, ulong Digest, EncodedChange Change);

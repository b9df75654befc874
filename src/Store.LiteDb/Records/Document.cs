using System.Text;
using System.Text.Json;
using LiteDB;

namespace NetController.Store.LiteDb.Records;

/// <summary>One record as it lies on disk: its JSON and its checksum.</summary>
/// <param name="Key">What names it.</param>
/// <param name="Json">The record as canonical JSON: what the checksum is made of, and what the snapshot holds as it is.</param>
/// <param name="Hash">The checksum.</param>
/// <param name="Record">What it means: a <see cref="StoredNetwork"/>, or the record of another kind.</param>
internal sealed record Document(RecordKey Key, byte[] Json, ulong Hash, object Record)
{
    /// <summary>The schema version that this program writes. A reader refuses a later one and understands every earlier one.</summary>
    public const int SchemaVersion = 2;

    /// <summary>The field that names a document.</summary>
    public const string IdField = "_id";

    /// <summary>The field that holds the schema version of a document.</summary>
    public const string VersionField = "v";

    /// <summary>The field that holds the checksum in the database.</summary>
    public const string ChecksumField = "sum";

    /// <summary>Makes the document of a record.</summary>
    /// <exception cref="FormatException">The record holds what cannot be written.</exception>
    public static Document Of(RecordKind kind, string id, object record)
    {
        var json = RecordMapping.ToJson(id, record);
        return new Document(new RecordKey(kind, id), json, Checksum.Of(kind.Collection(), json), record);
    }

    /// <summary>Reads a document of the database, which has its checksum with it.</summary>
    /// <exception cref="FormatException">It is damaged or no record; the message says how.</exception>
    /// <exception cref="NewerSchemaException">A later program wrote it.</exception>
    public static Document Read(RecordKind kind, BsonDocument body) =>
        Recognise(body) is { } document && document.Key.Kind == kind ? document : throw new FormatException($"it does not belong among {kind.Collection()}");

    /// <summary>Reads a document of the database whose kind only its checksum can tell.</summary>
    /// <exception cref="FormatException">It is damaged or no record; the message says how.</exception>
    /// <exception cref="NewerSchemaException">A later program wrote it.</exception>
    public static Document Recognise(BsonDocument body)
    {
        var checksum = new DocumentReader(body).Text(ChecksumField);
        body.Remove(ChecksumField);
        var json = BsonJson.Write(body);
        foreach (var kind in RecordKinds.All)
        {
            var hash = Checksum.Of(kind.Collection(), json);
            if (string.Equals(checksum, Checksum.Text(hash), StringComparison.Ordinal))
            {
                return Read(kind, body, json, hash);
            }
        }

        throw new FormatException("it does not match its checksum");
    }

    /// <summary>Reads a document of the snapshot, whose line had the checksum.</summary>
    /// <exception cref="FormatException">It is no record; the message says how.</exception>
    /// <exception cref="NewerSchemaException">A later program wrote it.</exception>
    public static Document Read(RecordKind kind, JsonElement json)
    {
        // The text as it stands is what was written: making it anew would only cost time.
        var text = Encoding.UTF8.GetBytes(json.GetRawText());
        return Read(kind, BsonJson.Read(json), text, Checksum.Of(kind.Collection(), text));
    }

    /// <summary>The document as the database keeps it.</summary>
    public BsonDocument WithChecksum()
    {
        var document = BsonJson.Read(Json);
        document[ChecksumField] = Checksum.Text(Hash);
        return document;
    }

    private static Document Read(RecordKind kind, BsonDocument body, byte[] json, ulong hash)
    {
        NewerSchemaException.ThrowIfNewer(body[VersionField]);
        return new Document(new RecordKey(kind, new DocumentReader(body).Id), json, hash, RecordMapping.ToRecord(kind, body));
    }
}

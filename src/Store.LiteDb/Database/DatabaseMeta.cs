using LiteDB;
using NetController.Store.LiteDb.Records;

namespace NetController.Store.LiteDb.Database;

/// <summary>The document that says what the database as a whole is.</summary>
/// <param name="Instance">The identity of the state directory.</param>
/// <param name="Generation">The number of the last transaction.</param>
/// <param name="Digest">The checksum of the whole content.</param>
internal sealed record DatabaseMeta(InstanceId Instance, long Generation, ulong Digest)
{
    /// <summary>Its collection and, within that, its id.</summary>
    public const string Name = "meta";

    /// <summary>The document.</summary>
    public BsonDocument ToDocument() => new()
    {
        [Document.IdField] = Name,
        [Document.VersionField] = Document.SchemaVersion,
        ["instance"] = Instance.ToString(),
        ["gen"] = Generation,
        ["digest"] = Checksum.Text(Digest),
    };

    /// <summary>Reads the document.</summary>
    /// <exception cref="FormatException">It is damaged; the message says how.</exception>
    /// <exception cref="NewerSchemaException">A later program wrote it.</exception>
    public static DatabaseMeta Read(BsonDocument document)
    {
        NewerSchemaException.ThrowIfNewer(document[Document.VersionField]);
        var reader = new DocumentReader(document);
        return document["gen"] is { IsInt64: true } generation && Checksum.TryParse(reader.Text("digest"), out var digest)
            ? new DatabaseMeta(InstanceId.Parse(reader.Text("instance")), generation.AsInt64, digest)
            : throw new FormatException("its generation or digest cannot be read");
    }
}

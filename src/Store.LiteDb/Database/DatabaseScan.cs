using System.Collections.Immutable;
using LiteDB;
using LiteDB.Engine;
using NetController.Store.LiteDb.Records;

namespace NetController.Store.LiteDb.Database;

/// <summary>Reads everything in a database and tells whether it is exactly what was written.</summary>
internal sealed class DatabaseScan
{
    private readonly ImmutableDictionary<RecordKey, Document>.Builder _documents = ImmutableDictionary.CreateBuilder<RecordKey, Document>();
    private readonly ImmutableArray<string>.Builder _problems = ImmutableArray.CreateBuilder<string>();

    /// <summary>Reads the database in <paramref name="pages"/>. LiteDB is only asked where every page is whole.</summary>
    /// <exception cref="NewerSchemaException">A later program wrote it.</exception>
    public static DatabaseImage Read(PageFile pages)
    {
        if (pages.Problems() is { IsEmpty: false } problems)
        {
            var (meta, documents) = PageSalvage.Read(pages);
            return new DatabaseImage(documents, problems) { Instance = meta?.Instance, Generation = meta?.Generation };
        }

        return new DatabaseScan().Run(pages);
    }

    private DatabaseImage Run(PageFile pages)
    {
        DatabaseMeta? meta = null;
        try
        {
            using var engine = StateDatabase.OpenEngine(pages);
            meta = Meta(engine);
            foreach (var kind in RecordKinds.All)
            {
                Collection(engine, kind);
            }
        }
        catch (Exception error) when (error is not NewerSchemaException)
        {
            // LiteDB answers what it does not expect with exceptions of every kind.
            _problems.Add($"it cannot be read through: {error.Message}");
            _documents.AddRange(PageSalvage.Read(pages).Documents.RemoveRange(_documents.Keys));
        }

        if (meta is not null && _problems.Count == 0 && Digest.Of(_documents.Values).Value != meta.Digest)
        {
            _problems.Add("its content is not what was last written");
        }

        return new DatabaseImage(_documents.ToImmutable(), _problems.ToImmutable()) { Instance = meta?.Instance, Generation = meta?.Generation };
    }

    private DatabaseMeta? Meta(LiteEngine engine)
    {
        try
        {
            using var reader = engine.Query(DatabaseMeta.Name, new Query());
            if (reader.Read())
            {
                return DatabaseMeta.Read(reader.Current.AsDocument);
            }

            _problems.Add("it does not say what it is");
        }
        catch (Exception error) when (error is not NewerSchemaException)
        {
            _problems.Add($"it does not say what it is: {error.Message}");
        }

        return null;
    }

    private void Collection(LiteEngine engine, RecordKind kind)
    {
        using var reader = engine.Query(kind.Collection(), new Query());
        while (reader.Read())
        {
            Take(kind, reader.Current.AsDocument);
        }
    }

    private void Take(RecordKind kind, BsonDocument document)
    {
        var id = document[Document.IdField] is { IsString: true } text ? text.AsString : "?";
        try
        {
            var read = Document.Read(kind, document);
            _documents[read.Key] = read;
        }
        catch (FormatException error)
        {
            _problems.Add($"{new RecordKey(kind, id)} cannot be read: {error.Message}");
        }
    }
}

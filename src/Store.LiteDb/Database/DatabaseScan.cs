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

    /// <summary>Reads the database in <paramref name="pages"/>.</summary>
    /// <param name="pages">The pages.</param>
    /// <param name="candidates">Records to ask for one by one where a collection cannot be read through.</param>
    /// <exception cref="NewerSchemaException">A later program wrote it.</exception>
    public static DatabaseImage Read(PageFile pages, IEnumerable<RecordKey> candidates) => new DatabaseScan().Run(pages, candidates);

    private DatabaseImage Run(PageFile pages, IEnumerable<RecordKey> candidates)
    {
        _problems.AddRange(pages.Problems());
        DatabaseMeta? meta = null;
        try
        {
            // Not disposed with the pages, which its owner keeps.
            using var engine = StateDatabase.OpenEngine(pages);
            meta = Meta(engine);
            foreach (var kind in RecordKinds.All)
            {
                Collection(engine, kind, candidates);
            }
        }
        catch (Exception error) when (error is not NewerSchemaException)
        {
            // LiteDB answers damage with exceptions of every kind.
            _problems.Add($"it cannot be opened: {error.Message}");
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

    private void Collection(LiteEngine engine, RecordKind kind, IEnumerable<RecordKey> candidates)
    {
        try
        {
            using var reader = engine.Query(kind.Collection(), new Query());
            while (reader.Read())
            {
                Take(kind, reader.Current.AsDocument);
            }
        }
        catch (Exception error) when (error is not NewerSchemaException)
        {
            _problems.Add($"{kind.Collection()} cannot be read through: {error.Message}");
            foreach (var key in candidates.Where(key => key.Kind == kind && !_documents.ContainsKey(key)))
            {
                Single(engine, key);
            }
        }
    }

    private void Single(LiteEngine engine, RecordKey key)
    {
        try
        {
            using var reader = engine.Query(key.Kind.Collection(), new Query { Where = { Query.EQ(Document.IdField, key.Id) } });
            if (reader.Read())
            {
                Take(key.Kind, reader.Current.AsDocument);
            }
        }
        catch (Exception error) when (error is not NewerSchemaException)
        {
            _problems.Add($"{key} cannot be read: {error.Message}");
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

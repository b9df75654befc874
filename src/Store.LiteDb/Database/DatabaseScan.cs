using System.Collections.Immutable;
using LiteDB;
using LiteDB.Engine;
using NetController.Store.LiteDb.Records;
using NetController.Store.LiteDb.Snapshot;

namespace NetController.Store.LiteDb.Database;

/// <summary>Reads everything in a database and tells whether it is exactly what was written.</summary>
internal sealed class DatabaseScan
{
    // LiteDB loses a pooled buffer with each record whose pages cannot be read, and once all eight of a size are gone it takes
    // smaller ones for them: writes then fail at random, in this process and until it ends.
    private const int MostFailures = 4;

    private readonly ImmutableDictionary<RecordKey, Document>.Builder _documents = ImmutableDictionary.CreateBuilder<RecordKey, Document>();
    private readonly ImmutableArray<string>.Builder _problems = ImmutableArray.CreateBuilder<string>();
    private int _failures;

    /// <summary>Reads the database in <paramref name="pages"/>.</summary>
    /// <param name="pages">The pages.</param>
    /// <param name="fallback">An intact snapshot, where there is one: of a damaged database that is no later only the identity is read.</param>
    /// <exception cref="NewerSchemaException">A later program wrote it.</exception>
    public static DatabaseImage Read(PageFile pages, SnapshotImage? fallback) => new DatabaseScan().Run(pages, fallback);

    private DatabaseImage Run(PageFile pages, SnapshotImage? fallback)
    {
        _problems.AddRange(pages.Problems());
        DatabaseMeta? meta = null;
        try
        {
            using var engine = StateDatabase.OpenEngine(pages);
            meta = Meta(engine);
            if (_problems.Count == 0 || fallback is null || (meta is not null && (meta.Instance != fallback.Instance || meta.Generation > fallback.Generation)))
            {
                foreach (var kind in RecordKinds.All)
                {
                    Collection(engine, kind);
                }
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

    private void Collection(LiteEngine engine, RecordKind kind)
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
            _failures++;
            foreach (var id in Ids(engine, kind).Where(id => !_documents.ContainsKey(new RecordKey(kind, id))))
            {
                Single(engine, new RecordKey(kind, id));
            }
        }
    }

    /// <summary>The ids of a collection, from its index alone, as far as that can be read.</summary>
    private List<string> Ids(LiteEngine engine, RecordKind kind)
    {
        var ids = new List<string>();
        try
        {
            using var reader = engine.Query(kind.Collection(), new Query { Select = BsonExpression.Create(Document.IdField) });
            while (reader.Read())
            {
                ids.Add(reader.Current[Document.IdField].AsString);
            }
        }
        catch (Exception error) when (error is not NewerSchemaException)
        {
            _problems.Add($"the index of {kind.Collection()} cannot be read through: {error.Message}");
            _failures++;
        }

        return ids;
    }

    private void Single(LiteEngine engine, RecordKey key)
    {
        if (_failures >= MostFailures)
        {
            _problems.Add($"{key} was not tried any more");
            return;
        }

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
            _failures++;
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

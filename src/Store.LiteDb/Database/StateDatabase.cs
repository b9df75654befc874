using LiteDB;
using LiteDB.Engine;
using NetController.Store.LiteDb.Records;

namespace NetController.Store.LiteDb.Database;

/// <summary>
/// The LiteDB file. One thread uses it from opening to closing, since LiteDB binds transactions to threads; there are no secondary indexes
/// and no rollbacks: what fails is undone by forgetting the pages and opening the engine anew.
/// </summary>
internal sealed class StateDatabase : IDisposable
{
    private readonly PageFile _pages;
    private LiteEngine? _engine;

    /// <summary>Opens the database in <paramref name="pages"/>, or makes one where they are empty. Nothing is written before the first flush.</summary>
    public StateDatabase(PageFile pages) => (_pages, _engine) = (pages, OpenEngine(pages));

    /// <summary>Writes a change as one transaction; durable when it returns. Commit and checkpoint are one: without the second, a commit is memory.</summary>
    /// <exception cref="IOException">The disk refused; call <see cref="Restore"/>.</exception>
    public void Write(EncodedChange change, DatabaseMeta meta)
    {
        var engine = Engine;
        engine.BeginTrans();
        foreach (var deletes in change.Deletes.GroupBy(static key => key.Kind))
        {
            engine.Delete(deletes.Key.Collection(), deletes.Select(static key => new BsonValue(key.Id)));
        }

        foreach (var sets in change.Sets.GroupBy(static document => document.Key.Kind))
        {
            engine.Upsert(sets.Key.Collection(), sets.Select(static document => document.WithChecksum()), BsonAutoId.ObjectId);
        }

        engine.Upsert(DatabaseMeta.Name, [meta.ToDocument()], BsonAutoId.ObjectId);
        engine.Commit();
        engine.Checkpoint();
        _pages.Flush();
    }

    /// <summary>Undoes a failed <see cref="Write"/>.</summary>
    /// <exception cref="IOException">The disk refuses even that; it can be tried again.</exception>
    public void Restore()
    {
        // The engine first: closing, it may write once more, into pages that are then forgotten.
        _engine?.Dispose();
        _engine = null;
        _pages.Restore();
        _engine = OpenEngine(_pages);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _engine?.Dispose();
        _pages.Dispose();
    }

    private LiteEngine Engine => _engine ?? throw new InvalidOperationException("The database is closed until its last failure is undone.");

    /// <summary>Opens an engine over pages, in which it writes nothing unless they are empty.</summary>
    public static LiteEngine OpenEngine(PageFile pages) => new(new EngineSettings
    {
        DataStream = new PageStream(pages),
        LogStream = new MemoryStream(),
        TempStream = new MemoryStream(),
        Collation = Collation.Binary,
    });
}

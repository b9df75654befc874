using NetController.Store.LiteDb.Database;
using NetController.Store.LiteDb.Files;
using NetController.Store.LiteDb.Records;

namespace NetController.Store.LiteDb.Recovery;

/// <summary>The database as it was found: its open pages, what could be read of it, and what is wrong with its log.</summary>
/// <param name="Pages">The pages, those of an interrupted transaction with them.</param>
/// <param name="Image">What could be read.</param>
/// <param name="Log">The log as it was.</param>
/// <param name="LogFinding">What is reported of the log; null where there is nothing.</param>
internal sealed record FoundDatabase(PageFile Pages, DatabaseImage Image, byte[] Log, string? LogFinding)
{
    /// <summary>Reads the database; null where there is none, or an empty file.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="NewerSchemaException">A later program wrote it.</exception>
    public static FoundDatabase? In(IStateFolder folder)
    {
        if (folder.Read(StateFiles.Database) is not { Length: > 0 })
        {
            return null;
        }

        var log = folder.Read(StateFiles.Log) ?? [];
        var pages = new PageFile(folder.Open(StateFiles.Database, readable: false), folder.Open(StateFiles.Log, readable: false));
        try
        {
            return Read(pages, log);
        }
        catch
        {
            pages.Dispose();
            throw;
        }
    }

    private static FoundDatabase Read(PageFile pages, byte[] log)
    {
        var record = RedoRecord.Read(log);
        if (record is null || !pages.TryRecover(record))
        {
            // A log that is not whole is a transaction that never happened: nothing to report, if it is a log at all.
            var finding = record is not null ? "belongs to another database" : RedoRecord.IsLog(log) ? null : "is not a log of this program";
            return new FoundDatabase(pages, DatabaseScan.Read(pages), log, finding is null ? null : $"{StateFiles.Log} {finding}: it was not applied.");
        }

        var image = DatabaseScan.Read(pages);
        if (image.IsIntact)
        {
            return new FoundDatabase(pages, image, log, null);
        }

        pages.Restore();
        var without = DatabaseScan.Read(pages);
        return without.IsIntact
            ? new FoundDatabase(pages, without, log, $"{StateFiles.Log} does not fit the database: it was not applied.")
            : new FoundDatabase(pages, image, log, null);
    }
}

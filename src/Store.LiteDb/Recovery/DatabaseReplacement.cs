using NetController.Store.LiteDb.Database;
using NetController.Store.LiteDb.Files;
using NetController.Store.LiteDb.Records;

namespace NetController.Store.LiteDb.Recovery;

/// <summary>Makes a database where there is none that can be used. It is finished under another name before anything is set aside.</summary>
internal static class DatabaseReplacement
{
    public static StateDatabase Make(StateNames names, FoundDatabase? found, RecoveryPlan plan, DatabaseMeta meta)
    {
        var unfinished = StateFiles.Unfinished(StateFiles.Database);
        names.Folder.Delete(unfinished);
        using (var made = new StateDatabase(new PageFile(names.Folder.Open(unfinished, readable: false), log: null)))
        {
            made.Write(new EncodedChange([], [.. plan.Documents.Values]), meta);
        }

        found?.Pages.Dispose();
        if (found is not null)
        {
            names.SetAside(StateFiles.Database);
        }

        // A log goes with the database it was written for; beside another it has no meaning.
        if (names.Folder.Read(StateFiles.Log) is { Length: > 0 })
        {
            names.SetAside(StateFiles.Log);
        }

        names.Folder.Rename(unfinished, StateFiles.Database);
        names.Folder.Sync();
        var pages = new PageFile(names.Folder.Open(StateFiles.Database, readable: false), names.Folder.Open(StateFiles.Log, readable: false));
        names.Folder.Sync();
        return new StateDatabase(pages);
    }
}

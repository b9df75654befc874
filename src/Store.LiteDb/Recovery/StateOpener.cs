using NetController.Store.LiteDb.Database;
using NetController.Store.LiteDb.Files;
using NetController.Store.LiteDb.Records;
using NetController.Store.LiteDb.Snapshot;

namespace NetController.Store.LiteDb.Recovery;

/// <summary>Opens a state directory: reads what is there, decides what is in force, and leaves all files saying that.</summary>
internal sealed class StateOpener(IStateFolder folder, StateStoreContext context)
{
    private static readonly string[] Content = [StateFiles.Database, StateFiles.Snapshot, StateFiles.Instance];

    /// <summary>Opens the directory. Runs on the thread that will write.</summary>
    /// <exception cref="ObjectNotFoundException">Nothing is there and nothing is to be made.</exception>
    /// <exception cref="ResourceUnavailableException">It is locked, newer than this program or cannot be used.</exception>
    public OpenedState Open()
    {
        try
        {
            return OpenLocked();
        }
        catch (NewerSchemaException error)
        {
            throw new ResourceUnavailableException(
                $"the state in '{folder.Path}' was written by a newer NetController: {error.Message}", "upgrade this program", error);
        }
        catch (Exception error) when (error is not NetControllerException)
        {
            throw new ResourceUnavailableException(
                $"state directory '{folder.Path}' cannot be used: {error.Message}", "give a folder that this process may write to, with space left", error);
        }
    }

    private OpenedState OpenLocked()
    {
        if (!context.CreateIfMissing && (!folder.Exists || Content.All(name => folder.Read(name) is null)))
        {
            throw new ObjectNotFoundException("state", folder.Path, "run `netctl init` first");
        }

        folder.Create();
        var held = folder.Lock(StateFiles.Lock);
        try
        {
            return OpenFiles(held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private OpenedState OpenFiles(IDisposable held)
    {
        var snapshot = folder.Read(StateFiles.Snapshot) is { Length: > 0 } bytes ? SnapshotReader.Read(bytes) : null;
        var found = FoundDatabase.In(folder);
        IDisposable? files = found?.Pages;
        SnapshotFile? file = null;
        try
        {
            var input = new RecoveryInput(found?.Image, snapshot, InstanceFile.Read(folder), context.Time.GetUtcNow());
            var plan = RecoveryDecision.Of(input);
            var instance = input.Instance ?? InstanceId.New(context.Random);
            var digest = Digest.Of(plan.Documents.Values);
            var meta = new DatabaseMeta(instance, plan.Generation, digest.Value);
            var names = new StateNames(folder, input.Time);
            var database = plan.ReplaceDatabase || found is null ? DatabaseReplacement.Make(names, found, plan, meta) : Continue(names, found, plan, meta);
            files = database;
            file = WriteSnapshot(names, snapshot, plan, meta);
            var findings = found?.LogFinding is { } log ? plan.Findings.Add(log) : plan.Findings;
            if (input.Known != instance)
            {
                findings = folder.Read(StateFiles.Instance) is null
                    ? findings
                    : findings.Add($"{StateFiles.Instance} does not name this store's instance: it was written anew.");
                InstanceFile.Write(folder, instance);
            }

            var content = RecordMapping.Decode(instance, plan.Documents.Values);
            return new OpenedState(held, database, file, content, digest, plan.Generation, new StoreOpening(plan.IsNew, findings));
        }
        catch
        {
            files?.Dispose();
            file?.Dispose();
            throw;
        }
    }

    /// <summary>Goes on with the database that is there, finishing what was interrupted and adding what only the snapshot has.</summary>
    private static StateDatabase Continue(StateNames names, FoundDatabase found, RecoveryPlan plan, DatabaseMeta meta)
    {
        found.Pages.Flush();
        if (found.LogFinding is not null)
        {
            names.CopyAside(StateFiles.Log, found.Log);
            found.Pages.ClearLog();
        }

        var database = new StateDatabase(found.Pages);
        if (meta.Generation != found.Image.Generation)
        {
            database.Write(EncodedChange.Between(found.Image.Documents, plan.Documents), meta);
        }

        return database;
    }

    private static SnapshotFile WriteSnapshot(StateNames names, SnapshotImage? snapshot, RecoveryPlan plan, DatabaseMeta meta)
    {
        if (snapshot is not null && !plan.ReplaceSnapshot)
        {
            return SnapshotFile.Continue(names.Folder, snapshot);
        }

        if (snapshot is not null && (!snapshot.IsIntact || snapshot.Instance != meta.Instance))
        {
            names.SetAside(StateFiles.Snapshot);
        }

        var header = new SnapshotHeader(meta.Instance, meta.Generation, meta.Digest, plan.Documents.Count);
        return SnapshotFile.Create(names.Folder, header, plan.Documents.Values);
    }
}

using System.Collections.Immutable;
using NetController.Store.LiteDb.Database;
using NetController.Store.LiteDb.Files;
using NetController.Store.LiteDb.Records;
using NetController.Store.LiteDb.Snapshot;

namespace NetController.Store.LiteDb.Recovery;

/// <summary>
/// Decides what a start goes on with. Every change reaches the snapshot before the database, so an intact snapshot is never behind, and
/// an intact database that is behind lacks only the snapshot's last lines.
/// </summary>
internal sealed class RecoveryDecision
{
    private readonly RecoveryInput _input;
    private readonly DatabaseImage? _database;
    private readonly SnapshotImage? _snapshot;
    private readonly ImmutableArray<string>.Builder _findings = ImmutableArray.CreateBuilder<string>();

    private RecoveryDecision(RecoveryInput input)
    {
        _input = input;
        _database = input.Database is { } database && (database.Instance is null || database.Instance == input.Instance) ? database : null;
        _snapshot = input.Snapshot is { Header: not null } snapshot && snapshot.Instance == input.Instance ? snapshot : null;
    }

    private bool SnapshotIsWhole => _snapshot is { IsIntact: true };

    /// <summary>Decides.</summary>
    public static RecoveryPlan Of(RecoveryInput input) => input.IsNew
        ? new RecoveryPlan(ImmutableDictionary<RecordKey, Document>.Empty, 0) { IsNew = true, ReplaceDatabase = true, ReplaceSnapshot = true }
        : new RecoveryDecision(input).Decide();

    private RecoveryPlan Decide()
    {
        DescribeDatabase();
        DescribeSnapshot();
        var plan = _database is { IsIntact: true } ? WithDatabase(_database) : WithoutDatabase();
        return plan with { Findings = _findings.ToImmutable() };
    }

    /// <summary>The database is whole; the snapshot may know later changes.</summary>
    private RecoveryPlan WithDatabase(DatabaseImage database)
    {
        var generation = database.Generation!.Value;
        if (_snapshot is not { } snapshot || snapshot.Generation < generation)
        {
            if (SnapshotIsWhole)
            {
                _findings.Add(
                    $"{StateFiles.Snapshot} ends at generation {_snapshot!.Generation} and {StateFiles.Database} at {generation}: it was written anew from the database; nothing is lost.");
            }

            return new RecoveryPlan(database.Documents, generation) { ReplaceSnapshot = true };
        }

        if (snapshot.Header!.Generation <= generation)
        {
            var documents = snapshot.After(database.Documents, generation);
            if (SnapshotIsWhole && Digest.Of(documents.Values).Value != snapshot.Digest)
            {
                _findings.Add($"{StateFiles.Snapshot} does not say what {StateFiles.Database} does: it was written anew from the database.");
                return new RecoveryPlan(documents, snapshot.Generation!.Value) { ReplaceSnapshot = true };
            }

            return new RecoveryPlan(documents, snapshot.Generation!.Value) { ReplaceSnapshot = !SnapshotIsWhole };
        }

        var behind = $"{StateFiles.Database} is older (generation {generation}) than {StateFiles.Snapshot} (generation {snapshot.Generation}): {SetAside(StateFiles.Database)}";
        return FromSnapshot(snapshot, database, behind);
    }

    /// <summary>The database is damaged, foreign or gone.</summary>
    private RecoveryPlan WithoutDatabase()
    {
        if (_snapshot is not null)
        {
            return FromSnapshot(_snapshot, _database, string.Empty);
        }

        var documents = _database?.Documents ?? ImmutableDictionary<RecordKey, Document>.Empty;
        _findings.Add(documents.IsEmpty
            ? "No record could be recovered: the store starts empty. What the kernel still holds for earlier networks carries this store's tag."
            : $"{documents.Count} record(s) were recovered from the damaged database; others are lost.");
        return new RecoveryPlan(documents, (_database?.Generation ?? 0) + 1) { ReplaceDatabase = true, ReplaceSnapshot = true };
    }

    private RecoveryPlan FromSnapshot(SnapshotImage snapshot, DatabaseImage? database, string reason)
    {
        var generation = snapshot.Generation!.Value;
        var latest = database?.Generation ?? generation;
        var found = string.IsNullOrEmpty(reason) ? string.Empty : $"{reason} ";
        if (SnapshotIsWhole && latest <= generation)
        {
            _findings.Add($"{found}The content was restored from {StateFiles.Snapshot}, generation {generation}; nothing is lost.");
            return new RecoveryPlan(snapshot.Documents, generation) { ReplaceDatabase = true };
        }

        // Losing a record is worse than bringing back a deleted one: the kernel objects of a network without a record are swept.
        var documents = (database?.Documents ?? ImmutableDictionary<RecordKey, Document>.Empty) is { IsEmpty: false } readable
            ? latest >= generation ? snapshot.Documents.SetItems(readable) : readable.SetItems(snapshot.Documents)
            : snapshot.Documents;
        _findings.Add(
            $"{found}{documents.Count} record(s) were recovered from what can be read of {StateFiles.Snapshot} (generation {generation}) and {StateFiles.Database}; "
            + (latest > generation ? $"changes of generations {generation + 1} to {latest} may be lost or undone." : "others may be lost."));
        return new RecoveryPlan(documents, Math.Max(latest, generation) + 1) { ReplaceDatabase = true, ReplaceSnapshot = true };
    }

    private void DescribeDatabase()
    {
        if (_input.Database is not { } database)
        {
            _findings.Add($"{StateFiles.Database} is missing or empty.");
        }
        else if (_database is null)
        {
            _findings.Add($"{StateFiles.Database} belongs to another instance ({database.Instance?.Short}) than {_input.Instance?.Short}: {SetAside(StateFiles.Database)}");
        }
        else if (!database.IsIntact)
        {
            _findings.Add($"{StateFiles.Database} is damaged ({Shortened(database.Problems)}): {SetAside(StateFiles.Database)}");
        }
    }

    private void DescribeSnapshot()
    {
        if (_input.Snapshot is not { } snapshot)
        {
            if (_database is not { IsIntact: true, Generation: 0 })
            {
                _findings.Add($"{StateFiles.Snapshot} is missing or empty.");
            }
        }
        else if (_snapshot is null && snapshot.Header is not null)
        {
            _findings.Add($"{StateFiles.Snapshot} belongs to another instance ({snapshot.Instance?.Short}) than {_input.Instance?.Short}: {SetAside(StateFiles.Snapshot)}");
        }
        else if (!snapshot.IsIntact)
        {
            _findings.Add($"{StateFiles.Snapshot} is damaged ({Shortened(snapshot.Problems)}): {SetAside(StateFiles.Snapshot)}");
        }
    }

    private string SetAside(string name) => $"it was set aside as {StateFiles.Corrupt(name, _input.Time)}.";

    private static string Shortened(ImmutableArray<string> problems)
    {
        const int most = 4;
        var more = problems.Length > most ? $"; and {problems.Length - most} more" : string.Empty;
        return string.Join("; ", problems.Take(most)) + more;
    }
}

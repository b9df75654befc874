using NetController.Store.LiteDb.Database;
using NetController.Store.LiteDb.Snapshot;

namespace NetController.Store.LiteDb.Recovery;

/// <summary>What was found in a state directory.</summary>
/// <param name="Database">What could be read of the database; null where there is none, or an empty file.</param>
/// <param name="Snapshot">What could be read of the snapshot; null where there is none, or an empty file.</param>
/// <param name="Known">The instance id's second copy; null where there is none or it is damaged.</param>
/// <param name="Time">Now, for the names of what is set aside.</param>
internal sealed record RecoveryInput(DatabaseImage? Database, SnapshotImage? Snapshot, InstanceId? Known, DateTimeOffset Time)
{
    /// <summary>Whether nothing was ever stored here.</summary>
    public bool IsNew => Database is null && Snapshot is null && Known is null;

    /// <summary>
    /// Whose directory it is. Two of the three that agree outvote the third, which was copied here; where none agree, whoever is whole is
    /// believed. Null where nobody says.
    /// </summary>
    public InstanceId? Instance
    {
        get
        {
            InstanceId?[] said = [Database?.Instance, Snapshot?.Instance, Known];
            var agreed = said.Where(static id => id is not null).GroupBy(static id => id).FirstOrDefault(static same => same.Count() > 1)?.Key;
            return agreed ?? (Database is { IsIntact: true } ? Database.Instance : Known ?? Snapshot?.Instance ?? Database?.Instance);
        }
    }
}

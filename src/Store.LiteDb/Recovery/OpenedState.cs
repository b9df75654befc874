using NetController.Store.LiteDb.Database;
using NetController.Store.LiteDb.Records;
using NetController.Store.LiteDb.Snapshot;

namespace NetController.Store.LiteDb.Recovery;

/// <summary>An opened state directory: its files and what they hold. Whoever has it closes the files, then the lock.</summary>
/// <param name="Lock">The lock.</param>
/// <param name="Database">The database.</param>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="Content">The records in force.</param>
/// <param name="Digest">Their checksum.</param>
/// <param name="Generation">The number of the last change.</param>
/// <param name="Opening">What happened.</param>
internal sealed record OpenedState(
    IDisposable Lock, StateDatabase Database, SnapshotFile Snapshot, StateContent Content, Digest Digest, long Generation, StoreOpening Opening);

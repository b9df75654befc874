using System.Collections.Immutable;
using NetController.Store.LiteDb.Records;

namespace NetController.Store.LiteDb.Recovery;

/// <summary>What a start goes on with, and what it does about what it found.</summary>
/// <param name="Documents">The records in force.</param>
/// <param name="Generation">The number of the last change.</param>
internal sealed record RecoveryPlan(ImmutableDictionary<RecordKey, Document> Documents, long Generation)
{
    /// <summary>Whether nothing was ever stored here.</summary>
    public bool IsNew { get; init; }

    /// <summary>Whether the database is set aside and made anew; otherwise it is brought up to date where it is behind.</summary>
    public bool ReplaceDatabase { get; init; }

    /// <summary>Whether the snapshot is made anew; a damaged or foreign one is set aside first.</summary>
    public bool ReplaceSnapshot { get; init; }

    /// <summary>What is reported, one sentence each.</summary>
    public ImmutableArray<string> Findings { get; init; } = [];
}

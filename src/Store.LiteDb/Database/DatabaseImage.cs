using System.Collections.Immutable;
using NetController.Store.LiteDb.Records;

namespace NetController.Store.LiteDb.Database;

/// <summary>What could be read of a database.</summary>
/// <param name="Documents">The records that are whole.</param>
/// <param name="Problems">What is wrong, one sentence part each; empty where the content is exactly what was written.</param>
internal sealed record DatabaseImage(ImmutableDictionary<RecordKey, Document> Documents, ImmutableArray<string> Problems)
{
    /// <summary>The identity of the state directory; null where it cannot be read.</summary>
    public InstanceId? Instance { get; init; }

    /// <summary>The number of the last transaction; null where it cannot be read.</summary>
    public long? Generation { get; init; }

    /// <summary>Whether it is exactly what was written.</summary>
    public bool IsIntact => Problems.IsEmpty && Instance is not null && Generation is not null;
}

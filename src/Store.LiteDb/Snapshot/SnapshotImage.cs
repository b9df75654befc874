using System.Collections.Immutable;
using NetController.Store.LiteDb.Records;

namespace NetController.Store.LiteDb.Snapshot;

/// <summary>What could be read of a snapshot.</summary>
/// <param name="Header">What it says of itself; null where that cannot be read.</param>
/// <param name="Changes">The changes since, without a gap.</param>
/// <param name="Problems">What is wrong, one sentence part each; empty where the content is exactly what was written.</param>
internal sealed record SnapshotImage(
    SnapshotHeader? Header, ImmutableArray<SnapshotChange> Changes, ImmutableArray<string> Problems)
{
    /// <summary>The identity of the state directory.</summary>
    public InstanceId? Instance => Header?.Instance;

    /// <summary>The number of the last change that can be read.</summary>
    public long? Generation => Changes.IsEmpty ? Header?.Generation : Changes[^1].Generation;

    /// <summary>Whether it is exactly what was written.</summary>
    public bool IsIntact => Problems.IsEmpty && Header is not null;

    /// <summary>The length in bytes of what can be continued: all but a line that was cut off while being written.</summary>
    public long WholeLength { get; init; }

    /// <summary>The length in bytes of the header and the records.</summary>
    public long BaseLength { get; init; }

    /// <summary>The content: the records with all changes done.</summary>
    public required ImmutableDictionary<RecordKey, Document> Documents { get; init; }

    /// <summary>The checksum that its last line gives of the content.</summary>
    public ulong? Digest => Changes.IsEmpty ? Header?.Digest : Changes[^1].Digest;

    /// <summary>Some content with the changes later than <paramref name="generation"/> done.</summary>
    public ImmutableDictionary<RecordKey, Document> After(ImmutableDictionary<RecordKey, Document> documents, long generation)
    {
        var result = documents.ToBuilder();
        foreach (var change in Changes.Where(change => change.Generation > generation))
        {
            change.Change.ApplyTo(result);
        }

        return result.ToImmutable();
    }
}

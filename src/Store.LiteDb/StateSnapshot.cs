using System.Collections.Immutable;
using NetController.Store.LiteDb.Files;
using NetController.Store.LiteDb.Records;
using NetController.Store.LiteDb.Snapshot;

namespace NetController.Store.LiteDb;

/// <summary>The content of a state directory as its snapshot tells it, for whoever may not open the store because a controller has it open.</summary>
/// <param name="Content">The records, as of the last change acknowledged.</param>
/// <param name="Generation">The number of that change.</param>
/// <param name="Findings">What could not be read, one sentence part each; empty where all was well.</param>
public sealed record StateSnapshot(StateContent Content, long Generation, ImmutableArray<string> Findings)
{
    /// <summary>Reads the snapshot. Changes nothing, stands in nobody's way, and may run while a controller writes.</summary>
    /// <param name="directory">The state directory.</param>
    /// <exception cref="ObjectNotFoundException">There is no snapshot.</exception>
    /// <exception cref="ResourceUnavailableException">It cannot be read, or a newer program wrote it.</exception>
    public static StateSnapshot Read(string directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return Read(new DiskFolder(directory));
    }

    internal static StateSnapshot Read(IStateFolder folder)
    {
        try
        {
            var bytes = folder.Read(StateFiles.Snapshot) ?? throw new ObjectNotFoundException("state", folder.Path, "run `netctl init` first");
            var image = SnapshotReader.Read(bytes);
            return image.Header is { } header
                ? new StateSnapshot(RecordMapping.Decode(header.Instance, image.Documents.Values), image.Generation!.Value, image.Problems)
                : throw new IOException($"{StateFiles.Snapshot} is damaged: {string.Join("; ", image.Problems)}");
        }
        catch (NewerSchemaException error)
        {
            throw new ResourceUnavailableException(
                $"the state in '{folder.Path}' was written by a newer NetController: {error.Message}", "upgrade this program", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ResourceUnavailableException(
                $"the state in '{folder.Path}' cannot be read: {error.Message}", "ask the controller that has it open (--host)", error);
        }
    }
}

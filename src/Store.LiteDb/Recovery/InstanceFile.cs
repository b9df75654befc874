using System.Text;
using System.Text.Json;
using NetController.Store.LiteDb.Files;
using NetController.Store.LiteDb.Snapshot;

namespace NetController.Store.LiteDb.Recovery;

/// <summary>
/// The second copy of the instance id. With it, a store that has lost everything still knows its own kernel objects by their tags, and
/// keeps its IPv6 prefix.
/// </summary>
internal static class InstanceFile
{
    private const string Field = "instance";

    /// <summary>Reads it; null where it is missing or damaged.</summary>
    public static InstanceId? Read(IStateFolder folder)
    {
        if (folder.Read(StateFiles.Instance) is not { } bytes || !SnapshotLine.TryRead(bytes.AsSpan().TrimEnd((byte)'\n'), out var entry))
        {
            return null;
        }

        using var json = JsonDocument.Parse(entry.ToArray());
        return json.RootElement.TryGetProperty(Field, out var id) && ObjectId.TryParse(id.GetString(), out var value) ? new InstanceId(value) : null;
    }

    /// <summary>Writes it in place of what there is.</summary>
    public static void Write(IStateFolder folder, InstanceId instance)
    {
        using var line = new MemoryStream();
        SnapshotLine.Write(line, Encoding.ASCII.GetBytes($"{{\"{Field}\":\"{instance}\"}}"));
        var unfinished = StateFiles.Unfinished(StateFiles.Instance);
        using (var file = folder.Open(unfinished, readable: true))
        {
            file.SetLength(0);
            file.Write(line.ToArray(), 0);
            file.Sync();
        }

        folder.Rename(unfinished, StateFiles.Instance);
        folder.Sync();
    }
}

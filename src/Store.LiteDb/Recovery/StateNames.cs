using NetController.Store.LiteDb.Files;

namespace NetController.Store.LiteDb.Recovery;

/// <summary>Sets files of a state directory aside, so that nothing damaged is lost to whoever looks into it.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Time">The time of the start, which the names carry.</param>
internal sealed record StateNames(IStateFolder Folder, DateTimeOffset Time)
{
    /// <summary>Renames a file that is there.</summary>
    public void SetAside(string name) => Folder.Rename(name, StateFiles.Corrupt(name, Time));

    /// <summary>Copies a file whose content is known and which goes on being used.</summary>
    public void CopyAside(string name, ReadOnlySpan<byte> content)
    {
        using var copy = Folder.Open(StateFiles.Corrupt(name, Time), readable: true);
        copy.Write(content, 0);
        copy.Sync();
    }
}

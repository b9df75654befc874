using NetController.Store.LiteDb.Files;
using NetController.Store.LiteDb.Records;

namespace NetController.Store.LiteDb.Snapshot;

/// <summary>Writes the snapshot: a line a change, and the whole anew, by rename, when the lines have outgrown the rest.</summary>
internal sealed class SnapshotFile : IDisposable
{
    // Below this, rewriting is not worth its two fsyncs.
    private const long LeastRewrite = 256 << 10;

    // How much further the changes may grow as long as no moment is free.
    private const int Overdue = 4;

    private readonly IStateFolder _folder;
    private readonly SnapshotLines _lines = new();
    private IStateFile _file;
    private long _base;
    private long _length;

    // Whether a power cut may give its name back to the file that it has replaced.
    private bool _isNameUnsafe;

    private SnapshotFile(IStateFolder folder, IStateFile file, long baseLength, long length) =>
        (_folder, _file, _base, _length) = (folder, file, baseLength, length);

    /// <summary>Whether changes have been added since it was written as a whole.</summary>
    public bool HasChanges => _length > _base;

    /// <summary>Whether the changes have outgrown the rest, so that writing it anew costs what they cost.</summary>
    public bool IsDue => _length - _base > Worth;

    /// <summary>Whether they have outgrown it so far that it is written anew whoever waits.</summary>
    public bool IsOverdue => _length - _base > Overdue * Worth;

    /// <summary>Goes on with the snapshot that <paramref name="image"/> was read from.</summary>
    public static SnapshotFile Continue(IStateFolder folder, SnapshotImage image)
    {
        var file = folder.Open(StateFiles.Snapshot, readable: true);
        if (file.Length != image.WholeLength)
        {
            file.SetLength(image.WholeLength);
        }

        return new SnapshotFile(folder, file, image.BaseLength, image.WholeLength);
    }

    /// <summary>Writes a snapshot, in place of any there is.</summary>
    public static SnapshotFile Create(IStateFolder folder, SnapshotHeader header, IEnumerable<Document> documents)
    {
        var (file, length) = Replace(folder, header, documents);
        var snapshot = new SnapshotFile(folder, file, length, length) { _isNameUnsafe = true };
        try
        {
            snapshot.SyncName();
            return snapshot;
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }
    }

    /// <summary>Adds a change; it survives a kill, and a power cut after <see cref="Sync"/>.</summary>
    public void Append(SnapshotChange change)
    {
        _lines.Clear();
        _lines.Add(change);
        _file.Write(_lines.Written, _length);
        _length += _lines.Written.Length;
    }

    /// <summary>Makes all changes added survive a power cut.</summary>
    public void Sync()
    {
        _file.Sync();
        SyncName();
    }

    /// <summary>Where the next line goes, in bytes.</summary>
    public long Length => _length;

    /// <summary>Takes back what was added after it had the length <paramref name="length"/>, whole or torn.</summary>
    public void CutBack(long length)
    {
        _file.SetLength(length);
        _file.Sync();
        _length = length;
    }

    /// <summary>Writes it anew.</summary>
    public void Rewrite(SnapshotHeader header, IEnumerable<Document> documents)
    {
        var (file, length) = Replace(_folder, header, documents);
        _file.Dispose();
        // The new file has the name, so changes go there, even where that cannot be made safe yet.
        (_file, _base, _length, _isNameUnsafe) = (file, length, length, true);
        SyncName();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _lines.Dispose();
    }

    private long Worth => Math.Max(LeastRewrite, _base);

    private void SyncName()
    {
        if (_isNameUnsafe)
        {
            _folder.Sync();
            _isNameUnsafe = false;
        }
    }

    /// <summary>Puts a new file in the place of the old; its name has yet to be made safe.</summary>
    private static (IStateFile File, long Length) Replace(IStateFolder folder, SnapshotHeader header, IEnumerable<Document> documents)
    {
        using var lines = new SnapshotLines();
        lines.Add(header);
        foreach (var document in documents)
        {
            lines.Add(document);
        }

        var unfinished = StateFiles.Unfinished(StateFiles.Snapshot);
        var file = folder.Open(unfinished, readable: true);
        try
        {
            file.SetLength(0);
            file.Write(lines.Written, 0);
            file.Sync();
            folder.Rename(unfinished, StateFiles.Snapshot);
            return (file, lines.Written.Length);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}

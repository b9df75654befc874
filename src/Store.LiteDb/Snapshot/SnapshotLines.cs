using System.Buffers;
using System.Text.Json;
using NetController.Store.LiteDb.Records;

namespace NetController.Store.LiteDb.Snapshot;

/// <summary>Lines of the snapshot on their way to the file. Its memory is used over again for the next ones.</summary>
internal sealed class SnapshotLines : IDisposable
{
    private readonly ArrayBufferWriter<byte> _entry = new(1024);
    private readonly MemoryStream _lines = new(1024);
    private readonly Utf8JsonWriter _json;

    public SnapshotLines() => _json = new Utf8JsonWriter(_entry);

    /// <summary>The lines added, each with its line feed.</summary>
    public ReadOnlySpan<byte> Written => _lines.GetBuffer().AsSpan(0, (int)_lines.Length);

    /// <summary>Adds the line that begins the file.</summary>
    public void Add(SnapshotHeader header)
    {
        SnapshotEntry.Write(_json, header);
        AddEntry();
    }

    /// <summary>Adds the line of a record.</summary>
    public void Add(Document document)
    {
        SnapshotEntry.Write(_json, document);
        AddEntry();
    }

    /// <summary>Adds the line of a change.</summary>
    public void Add(SnapshotChange change)
    {
        SnapshotEntry.Write(_json, change);
        AddEntry();
    }

    /// <summary>Forgets the lines.</summary>
    public void Clear() => _lines.SetLength(0);

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void AddEntry()
    {
        _json.Flush();
        SnapshotLine.Write(_lines, _entry.WrittenSpan);
        _entry.ResetWrittenCount();
        _json.Reset();
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using NetController.Store.LiteDb.Records;

namespace NetController.Store.LiteDb.Snapshot;

/// <summary>Reads a snapshot, whatever state it is in.</summary>
internal sealed class SnapshotReader
{
    private readonly ImmutableDictionary<RecordKey, Document>.Builder _documents = ImmutableDictionary.CreateBuilder<RecordKey, Document>();
    private readonly ImmutableArray<SnapshotChange>.Builder _changes = ImmutableArray.CreateBuilder<SnapshotChange>();
    private readonly ImmutableArray<string>.Builder _problems = ImmutableArray.CreateBuilder<string>();
    private SnapshotHeader? _header;
    private int _line;

    // The first change that cannot be read.
    private string? _torn;

    // Whether a change that outlives a reboot stands after it.
    private bool _outlived;

    /// <summary>Reads the bytes of a file.</summary>
    /// <exception cref="NewerSchemaException">A later program wrote it.</exception>
    public static SnapshotImage Read(ReadOnlySpan<byte> file) => new SnapshotReader().Run(file);

    private SnapshotImage Run(ReadOnlySpan<byte> file)
    {
        var position = 0;
        var whole = 0;
        var records = 0;
        while (file[position..].IndexOf((byte)'\n') is var end and >= 0)
        {
            var line = file.Slice(position, end);
            position += end + 1;
            if (_torn is null)
            {
                Take(line);
                whole = _torn is null ? position : whole;
                records = _changes.Count == 0 ? whole : records;
            }
            else
            {
                Following(line);
            }

            _line++;
        }

        Check();
        return new SnapshotImage(_header, _changes.ToImmutable(), _problems.ToImmutable())
        {
            Documents = _documents.ToImmutable(),
            WholeLength = whole,
            BaseLength = records,
        };
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        try
        {
            if (!SnapshotLine.TryRead(line, out var entry))
            {
                throw new FormatException("it does not match its checksum");
            }

            using var json = JsonDocument.Parse(entry.ToArray());
            Take(json.RootElement);
        }
        catch (Exception error) when (IsDamage(error))
        {
            var problem = $"line {_line + 1} cannot be read: {error.Message}";
            if (_header is not null && _line > _header.Records)
            {
                // A change builds on the ones before it, so reading ends here.
                _torn = problem;
            }
            else
            {
                _problems.Add(problem);
            }
        }
    }

    /// <summary>
    /// Tells damage from a power cut. Lines of endpoints wait for no disk, and any of them may be missing at the end; but once a change
    /// that outlives a reboot has a line after it, all before it was safe.
    /// </summary>
    private void Following(ReadOnlySpan<byte> line)
    {
        if (_outlived && !_problems.Contains(_torn!))
        {
            _problems.Add(_torn!);
        }

        try
        {
            if (SnapshotLine.TryRead(line, out var entry))
            {
                using var json = JsonDocument.Parse(entry.ToArray());
                _outlived |= SnapshotEntry.ReadChange(json.RootElement).Change.OutlivesReboot;
            }
        }
        catch (Exception error) when (IsDamage(error))
        {
            // Part of the end that is given up.
        }
    }

    private static bool IsDamage(Exception error) => error is FormatException or JsonException or KeyNotFoundException or InvalidOperationException;

    private void Take(JsonElement entry)
    {
        if (_line == 0)
        {
            _header = SnapshotEntry.ReadHeader(entry);
        }
        else if (entry.TryGetProperty("doc", out _))
        {
            var document = SnapshotEntry.ReadRecord(entry);
            _documents[document.Key] = document;
        }
        else if (SnapshotEntry.ReadChange(entry) is var change && change.Generation == NextGeneration(change))
        {
            _changes.Add(change);
            change.Change.ApplyTo(_documents);
        }
        else
        {
            throw new FormatException($"it is generation {change.Generation} where {NextGeneration(change)} was expected");
        }
    }

    private long NextGeneration(SnapshotChange change) =>
        (_changes.Count > 0 ? _changes[^1].Generation : _header?.Generation ?? change.Generation - 1) + 1;

    private void Check()
    {
        if (_header is null)
        {
            _problems.Add("its header is missing");
        }
        else if (_line <= _header.Records && _problems.Count == 0)
        {
            _problems.Add($"it ends after {Math.Max(0, _line - 1)} of {_header.Records} records");
        }
        else if (_problems.Count == 0 && Digest.Of(_documents.Values).Value != (_changes.Count > 0 ? _changes[^1].Digest : _header.Digest))
        {
            _problems.Add("its content is not what was last written");
        }
    }
}

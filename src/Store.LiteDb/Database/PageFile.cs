using System.Collections.Immutable;
using NetController.Store.LiteDb.Files;

namespace NetController.Store.LiteDb.Database;

/// <summary>
/// The pages of the database. What LiteDB writes stays in memory until <see cref="Flush"/>: the pages go to the log, one fsync, to the
/// data file, another fsync. So LiteDB itself never meets a failing disk, which it answers by waiting for ever, and whatever happened before
/// a flush is undone by forgetting it.
/// </summary>
internal sealed class PageFile : IDisposable
{
    private readonly IStateFile _data;
    private readonly IStateFile? _log;
    private readonly SortedDictionary<long, byte[]> _dirty = [];
    private long _stored;
    private Undo? _undo;
    private bool _inLog;

    /// <param name="data">The data file.</param>
    /// <param name="log">The log; null for a file that is not in force before it is finished.</param>
    public PageFile(IStateFile data, IStateFile? log)
    {
        (_data, _log) = (data, log);
        _stored = Length = WholePages(data.Length);
    }

    /// <summary>The length in bytes, with what is not yet flushed.</summary>
    public long Length { get; private set; }

    /// <summary>Reads a page as LiteDB wrote it.</summary>
    /// <exception cref="InvalidDataException">The page is damaged or not there.</exception>
    public void Read(Span<byte> page, long position)
    {
        if (_dirty.TryGetValue(position, out var written))
        {
            written.CopyTo(page);
        }
        else if (_data.Read(page, position) < PageChecksum.PageSize || !PageChecksum.TryOpen(page, position))
        {
            throw new InvalidDataException($"page {position / PageChecksum.PageSize} does not match its checksum");
        }
    }

    /// <summary>Takes a page from LiteDB.</summary>
    public void Write(ReadOnlySpan<byte> page, long position)
    {
        _dirty[position] = page.ToArray();
        Length = Math.Max(Length, position + PageChecksum.PageSize);
    }

    /// <summary>What is wrong with the pages, one sentence part each.</summary>
    public ImmutableArray<string> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        if (_data.Length != WholePages(_data.Length))
        {
            problems.Add("it ends in the middle of a page");
        }

        var page = new byte[PageChecksum.PageSize];
        for (long position = 0; position < _stored; position += PageChecksum.PageSize)
        {
            if (!_dirty.ContainsKey(position) && !(_data.Read(page, position) == page.Length && PageChecksum.Matches(page, position)))
            {
                problems.Add($"page {position / PageChecksum.PageSize} does not match its checksum");
            }
        }

        return problems.ToImmutable();
    }

    /// <summary>
    /// Takes the pages of an interrupted transaction; false where they belong to another database. They stay in the log until they are
    /// flushed, which must be the next thing to happen to them.
    /// </summary>
    public bool TryRecover(RedoRecord record)
    {
        if (!record.Pages.All(Belongs))
        {
            return false;
        }

        foreach (var page in record.Pages)
        {
            var content = page.Content.AsSpan().ToArray();
            PageChecksum.TryOpen(content, page.Position);
            Write(content, page.Position);
        }

        _inLog = true;
        return true;
    }

    /// <summary>Makes everything written durable: all of it or, after a crash or failure, none.</summary>
    /// <exception cref="IOException">The disk refused; nothing of it is in force once <see cref="Restore"/> has succeeded.</exception>
    public void Flush()
    {
        if (_dirty.Count == 0)
        {
            return;
        }

        var pages = Seal();
        if (_log is not null && !_inLog)
        {
            _undo = new Undo(_stored, [.. pages.Where(page => page.Position < _stored).Select(page => (page.Position, Stored(page.Position)))]);
            _log.Write(new RedoRecord(Length, pages).Write(), 0);
            _log.Sync();
        }

        foreach (var page in pages)
        {
            _data.Write(page.Content, page.Position);
        }

        _data.Sync();
        _stored = Length;
        _dirty.Clear();
        _undo = null;
        _inLog = false;

        EmptyLog();
    }

    /// <summary>Forgets what is not flushed, and after a failed flush puts the old pages back.</summary>
    /// <exception cref="IOException">The disk refuses even that; it can be tried again.</exception>
    public void Restore()
    {
        _dirty.Clear();
        _inLog = false;
        Length = _stored;
        if (_undo is not { } undo)
        {
            return;
        }

        foreach (var (position, content) in undo.Pages)
        {
            _data.Write(content, position);
        }

        _data.SetLength(undo.Length);
        _data.Sync();
        ClearLog();
        _undo = null;
    }

    /// <summary>Empties the log of what does not belong in it.</summary>
    public void ClearLog()
    {
        _log?.SetLength(0);
        _log?.Sync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _data.Dispose();
        _log?.Dispose();
    }

    private void EmptyLog()
    {
        try
        {
            _log?.SetLength(0);
        }
        catch (IOException)
        {
            // Nor is it synced: all is durable, and a log that stays behind repeats what the data file holds.
        }
    }

    private static long WholePages(long length) => length - (length % PageChecksum.PageSize);

    private List<RedoPage> Seal()
    {
        var pages = new List<RedoPage>(_dirty.Count);
        foreach (var (position, content) in _dirty)
        {
            PageChecksum.Seal(content, position);
            pages.Add(new RedoPage(position, position < _stored ? PageChecksum.Stored(Stored(position)) : 0, content));
        }

        return pages;
    }

    private byte[] Stored(long position)
    {
        var page = new byte[PageChecksum.PageSize];
        _data.Read(page, position);
        return page;
    }

    /// <summary>Whether the place of a page holds the page that it replaces, that page itself, or one that was torn while being written.</summary>
    private bool Belongs(RedoPage page)
    {
        var there = Stored(page.Position);
        return page.Position >= _stored
            || !PageChecksum.Matches(there, page.Position)
            || PageChecksum.Stored(there) == page.Replaces
            || PageChecksum.Stored(there) == PageChecksum.Stored(page.Content);
    }

    private sealed record Undo(long Length, ImmutableArray<(long Position, byte[] Content)> Pages);
}

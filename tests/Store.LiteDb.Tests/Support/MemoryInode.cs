namespace NetController.Store.LiteDb.Tests.Support;

/// <summary>The content of a file: what is synced, and the operations since.</summary>
internal sealed class MemoryInode(byte[] durable)
{
    private const int Sector = 512;

    private readonly List<(long Position, byte[]? Bytes)> _unsynced = [];
    private readonly MemoryContent _durable = new(durable);
    private readonly MemoryContent _content = new(durable);

    public MemoryInode()
        : this([])
    {
    }

    /// <summary>The content as a process sees it.</summary>
    public ReadOnlySpan<byte> Content => _content.Bytes;

    public void Write(long position, byte[] bytes)
    {
        _content.Write(position, bytes);
        _unsynced.Add((position, bytes));
    }

    public void SetLength(long length)
    {
        _content.SetLength(length);
        _unsynced.Add((length, null));
    }

    public void Sync()
    {
        foreach (var (position, bytes) in _unsynced)
        {
            if (bytes is null)
            {
                _durable.SetLength(position);
            }
            else
            {
                _durable.Write(position, bytes);
            }
        }

        _unsynced.Clear();
    }

    /// <summary>What is left after a power cut.</summary>
    public byte[] AfterPowerCut(PowerLoss loss)
    {
        var content = new MemoryContent(_durable.Bytes.ToArray());
        foreach (var (position, bytes) in loss.Keep(_unsynced))
        {
            if (bytes is null)
            {
                content.SetLength(position);
            }
            else
            {
                WriteTorn(content, position, bytes, loss);
            }
        }

        return content.Bytes.ToArray();
    }

    /// <summary>A write in sectors, of which some may be missing.</summary>
    private static void WriteTorn(MemoryContent content, long position, byte[] bytes, PowerLoss loss)
    {
        for (var start = 0; start < bytes.Length; start += Sector)
        {
            var part = bytes.AsSpan(start, Math.Min(Sector, bytes.Length - start));
            if (loss.KeepsSector())
            {
                content.Write(position + start, part);
            }
            else
            {
                content.SetLength(Math.Max(content.Length, position + start + part.Length));
            }
        }
    }
}

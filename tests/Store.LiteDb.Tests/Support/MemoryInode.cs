namespace NetController.Store.LiteDb.Tests.Support;

/// <summary>The content of a file: what is synced, and the operations since.</summary>
internal sealed class MemoryInode(byte[] durable)
{
    private const int Sector = 512;

    private readonly List<(long Position, byte[]? Bytes)> _unsynced = [];
    private byte[] _durable = durable;

    public MemoryInode()
        : this([])
    {
    }

    /// <summary>The content as a process sees it.</summary>
    public byte[] Content { get; private set; } = durable;

    public void Write(long position, byte[] bytes)
    {
        Content = Written(Content, position, bytes);
        _unsynced.Add((position, bytes));
    }

    public void SetLength(long length)
    {
        Content = Resized(Content, length);
        _unsynced.Add((length, null));
    }

    public void Sync()
    {
        _durable = Content;
        _unsynced.Clear();
    }

    /// <summary>What is left after a power cut.</summary>
    public byte[] AfterPowerCut(PowerLoss loss)
    {
        var content = _durable;
        foreach (var (position, bytes) in loss.Keep(_unsynced))
        {
            content = bytes is null ? Resized(content, position) : Torn(content, position, bytes, loss);
        }

        return content;
    }

    /// <summary>A write in sectors, of which some may be missing.</summary>
    private static byte[] Torn(byte[] content, long position, byte[] bytes, PowerLoss loss)
    {
        for (var start = 0; start < bytes.Length; start += Sector)
        {
            var part = bytes.AsSpan(start, Math.Min(Sector, bytes.Length - start)).ToArray();
            content = loss.KeepsSector() ? Written(content, position + start, part) : Resized(content, Math.Max(content.Length, position + start + part.Length));
        }

        return content;
    }

    private static byte[] Written(byte[] content, long position, byte[] bytes)
    {
        var result = Resized(content, Math.Max(content.Length, position + bytes.Length));
        bytes.CopyTo(result, position);
        return result;
    }

    private static byte[] Resized(byte[] content, long length)
    {
        var result = new byte[length];
        content.AsSpan(0, (int)Math.Min(content.Length, length)).CopyTo(result);
        return result;
    }
}

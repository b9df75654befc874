namespace NetController.Store.LiteDb.Database;

/// <summary>The pages as the stream that LiteDB takes for its data file; it reads and writes whole pages only.</summary>
internal sealed class PageStream(PageFile pages) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => pages.Length;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        pages.Read(buffer.AsSpan(offset, WholePage(count)), Position);
        Position += count;
        return count;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        pages.Write(buffer.AsSpan(offset, WholePage(count)), Position);
        Position += count;
    }

    /// <summary>Does nothing: what is durable is decided by <see cref="PageFile.Flush"/>.</summary>
    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("LiteDB sets the position.");

    public override void SetLength(long value) => throw new NotSupportedException("LiteDB cuts its data file only where it ends within a page.");

    private int WholePage(int count) => count == PageChecksum.PageSize && Position % PageChecksum.PageSize == 0
        ? count
        : throw new NotSupportedException($"LiteDB asked for {count} bytes at {Position}, which is not a page.");
}

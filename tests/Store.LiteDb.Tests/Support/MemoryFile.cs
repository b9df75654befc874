using NetController.Store.LiteDb.Files;

namespace NetController.Store.LiteDb.Tests.Support;

/// <summary>An open file of a <see cref="MemoryDisk"/>.</summary>
internal sealed class MemoryFile(MemoryDisk disk, MemoryInode inode) : IStateFile
{
    public long Length => inode.Content.Length;

    public int Read(Span<byte> buffer, long position)
    {
        if (position >= inode.Content.Length)
        {
            return 0;
        }

        var part = inode.Content.Slice((int)position, (int)Math.Min(buffer.Length, inode.Content.Length - position));
        part.CopyTo(buffer);
        return part.Length;
    }

    public void Write(ReadOnlySpan<byte> bytes, long position)
    {
        disk.Step($"write {disk.NameOf(inode)}");
        inode.Write(position, bytes.ToArray());
    }

    public void SetLength(long length)
    {
        disk.Step($"cut {disk.NameOf(inode)}");
        inode.SetLength(length);
    }

    public void Sync()
    {
        disk.Step($"sync {disk.NameOf(inode)}");
        inode.Sync();
    }

    public void Dispose()
    {
    }
}

using System.Buffers.Binary;
using NetController.Store.LiteDb.Records;

namespace NetController.Store.LiteDb.Database;

/// <summary>
/// The content of the log: every page that one transaction writes, under one checksum. It is either whole, and then the transaction
/// is finished from it, or it does not count. Each page says which page it replaces, so that a log beside another database is told.
/// </summary>
/// <param name="Length">The length of the database after the transaction, in bytes.</param>
/// <param name="Pages">The pages by position.</param>
internal sealed record RedoRecord(long Length, IReadOnlyList<RedoPage> Pages)
{
    private const string Name = "redo";
    private const int HeaderSize = 24;
    private const int PageHeaderSize = 12;

    private static ReadOnlySpan<byte> Magic => "NCTLRED1"u8;

    /// <summary>Whether bytes are a log of this program at all, torn or not. One that never reached the disk is zeros.</summary>
    public static bool IsLog(ReadOnlySpan<byte> bytes)
    {
        var start = bytes[..Math.Min(bytes.Length, Magic.Length)];
        return Magic.StartsWith(start) || !start.ContainsAnyExcept((byte)0);
    }

    /// <summary>The bytes of a log.</summary>
    public byte[] Write()
    {
        const int entry = PageHeaderSize + PageChecksum.PageSize;
        var bytes = new byte[HeaderSize + (Pages.Count * entry) + sizeof(ulong)];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), Pages.Count);
        for (var index = 0; index < Pages.Count; index++)
        {
            var at = bytes.AsSpan(HeaderSize + (index * entry), entry);
            BinaryPrimitives.WriteInt64LittleEndian(at, Pages[index].Position);
            BinaryPrimitives.WriteUInt32LittleEndian(at[8..], Pages[index].Replaces);
            Pages[index].Content.CopyTo(at[PageHeaderSize..]);
        }

        var body = bytes.AsSpan(0, bytes.Length - sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(body.Length), Checksum.Of(Name, body));
        return bytes;
    }

    /// <summary>Reads a log; null where it is not whole.</summary>
    public static RedoRecord? Read(ReadOnlySpan<byte> bytes)
    {
        const int entry = PageHeaderSize + PageChecksum.PageSize;
        if (bytes.Length < HeaderSize + sizeof(ulong) || !bytes.StartsWith(Magic))
        {
            return null;
        }

        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]);
        var size = HeaderSize + ((long)count * entry);
        if (count < 0 || size + sizeof(ulong) > bytes.Length)
        {
            return null;
        }

        var body = bytes[..(int)size];
        if (BinaryPrimitives.ReadUInt64LittleEndian(bytes[body.Length..]) != Checksum.Of(Name, body))
        {
            return null;
        }

        var pages = new List<RedoPage>(count);
        for (var index = 0; index < count; index++)
        {
            var at = body.Slice(HeaderSize + (index * entry), entry);
            pages.Add(new RedoPage(
                BinaryPrimitives.ReadInt64LittleEndian(at), BinaryPrimitives.ReadUInt32LittleEndian(at[8..]), at[PageHeaderSize..].ToArray()));
        }

        return new RedoRecord(BinaryPrimitives.ReadInt64LittleEndian(body[8..]), pages);
    }
}

/// <summary>One page of a log.</summary>
/// <param name="Position">Where it goes, in bytes.</param>
/// <param name="Replaces">The checksum of the page that was there; 0 where there was none.</param>
/// <param name="Content">The page with its checksum.</param>
internal sealed record RedoPage(long Position, uint Replaces, byte[] Content);

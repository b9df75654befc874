using System.Buffers.Binary;
using System.Numerics;

namespace NetController.Store.LiteDb.Database;

/// <summary>
/// A checksum in every page of the database. LiteDB has none, and reading damaged pages leads it astray in ways that no catch clause
/// covers. Its pages carry the number of the transaction that wrote them, which has no meaning in the data file and is always
/// 0xFFFFFFFF there: the checksum stands in those four bytes on disk and is taken out before LiteDB sees the page.
/// </summary>
internal static class PageChecksum
{
    /// <summary>The size of a page in bytes.</summary>
    public const int PageSize = 8192;

    private const int Field = 14;
    private const int FieldSize = sizeof(uint);
    private const uint NoTransaction = uint.MaxValue;

    /// <summary>Puts the checksum into a page that goes to disk.</summary>
    public static void Seal(Span<byte> page, long position) => Write(page, Compute(page, position));

    /// <summary>Takes the checksum out of a page that comes from disk; false where it does not match.</summary>
    public static bool TryOpen(Span<byte> page, long position)
    {
        if (!Matches(page, position))
        {
            return false;
        }

        Write(page, NoTransaction);
        return true;
    }

    /// <summary>Whether a page from disk is as it was written.</summary>
    public static bool Matches(ReadOnlySpan<byte> page, long position) => Stored(page) == Compute(page, position);

    /// <summary>The checksum in a page from disk.</summary>
    public static uint Stored(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt32LittleEndian(page[Field..]);

    private static void Write(Span<byte> page, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(page[Field..], value);

    // The position is part of it, so that a page in another's place is found too; nor is a page of zeros right.
    private static uint Compute(ReadOnlySpan<byte> page, long position)
    {
        var crc = BitOperations.Crc32C(uint.MaxValue, (ulong)position);
        crc = Compute(crc, page[..Field]);
        return ~Compute(crc, page[(Field + FieldSize)..]);
    }

    private static uint Compute(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return crc;
    }
}

using System.Buffers.Binary;
using NetController.Store.LiteDb.Database;
using NetController.Store.LiteDb.Files;

namespace NetController.Store.LiteDb.Tests;

/// <summary>Pages that are whole and yet make no sense together, as stale ones do among newer ones.</summary>
public sealed class SalvageTests
{
    private const uint OwnPage = 0;
    private const int BlockSize = 100;

    // Many times what the page holds, and nothing beside an array that grows until there is no memory.
    private const long MostBytes = 1 << 20;

    [Test]
    public void A_document_whose_blocks_form_a_circle_is_given_up()
    {
        using var pages = new PageFile(PageOf((Continues: false, Next: 1), (Continues: true, Next: 2), (Continues: true, Next: 1)), log: null);

        var before = GC.GetAllocatedBytesForCurrentThread();

        var (meta, documents) = PageSalvage.Read(pages);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostBytes));
        Assert.That(meta, Is.Null);
        Assert.That(documents, Is.Empty);
    }

    /// <summary>A page of data as LiteDB lays it out: blocks from its beginning, and their slots, length and position each, from its end.</summary>
    private static IStateFile PageOf(params (bool Continues, byte Next)[] blocks)
    {
        var page = new byte[PageChecksum.PageSize];
        page[4] = 4;
        page[30] = (byte)(blocks.Length - 1);
        for (var slot = 0; slot < blocks.Length; slot++)
        {
            var start = 1000 + (slot * BlockSize);
            BinaryPrimitives.WriteUInt16LittleEndian(page.AsSpan(page.Length - ((slot + 1) * 4)), BlockSize);
            BinaryPrimitives.WriteUInt16LittleEndian(page.AsSpan(page.Length - ((slot + 1) * 4) + 2), (ushort)start);
            page[start] = blocks[slot].Continues ? (byte)1 : (byte)0;
            BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(start + 1), OwnPage);
            page[start + 5] = blocks[slot].Next;
        }

        PageChecksum.Seal(page, 0);
        var file = new MemoryDisk().Open(StateFiles.Database, readable: false);
        file.Write(page, 0);
        return file;
    }
}

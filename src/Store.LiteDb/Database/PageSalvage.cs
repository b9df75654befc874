using System.Buffers.Binary;
using System.Collections.Immutable;
using LiteDB;
using NetController.Store.LiteDb.Records;

namespace NetController.Store.LiteDb.Database;

/// <summary>
/// Reads the records out of the whole pages of a damaged database, without LiteDB: on damage LiteDB loses pooled buffers and then fails
/// writes at random in the whole process. Needs only the data pages: which record a document is, its checksum tells.
/// </summary>
/// <remarks>
/// The layout of LiteDB 5: the slots stand at the end of a page, four bytes each, length and position; a block begins with a byte that
/// tells a continuation and the address of the next block (page, slot).
/// </remarks>
internal sealed class PageSalvage
{
    private const byte DataPage = 4;
    private const int TypeOffset = 4;
    private const int HighestSlotOffset = 30;
    private const byte NoSlot = byte.MaxValue;
    private const int SlotSize = 4;
    private const int BlockHeaderSize = 6;
    private const uint NoPage = uint.MaxValue;

    private readonly Dictionary<Address, Block> _blocks = [];
    private readonly ImmutableDictionary<RecordKey, Document>.Builder _documents = ImmutableDictionary.CreateBuilder<RecordKey, Document>();
    private DatabaseMeta? _meta;

    /// <summary>Reads what can be read.</summary>
    /// <exception cref="NewerSchemaException">A later program wrote it.</exception>
    public static (DatabaseMeta? Meta, ImmutableDictionary<RecordKey, Document> Documents) Read(PageFile pages)
    {
        var salvage = new PageSalvage();
        var page = new byte[PageChecksum.PageSize];
        for (long position = 0; position < pages.Length; position += page.Length)
        {
            if (pages.TryRead(page, position) && page[TypeOffset] == DataPage)
            {
                salvage.Blocks((uint)(position / page.Length), page);
            }
        }

        foreach (var block in salvage._blocks.Values.Where(static block => !block.Continues))
        {
            salvage.Take(block);
        }

        return (salvage._meta, salvage._documents.ToImmutable());
    }

    private void Blocks(uint number, ReadOnlySpan<byte> page)
    {
        for (var slot = 0; page[HighestSlotOffset] != NoSlot && slot <= page[HighestSlotOffset]; slot++)
        {
            var entry = page[(page.Length - ((slot + 1) * SlotSize))..];
            var length = BinaryPrimitives.ReadUInt16LittleEndian(entry);
            var start = BinaryPrimitives.ReadUInt16LittleEndian(entry[2..]);
            if (start != 0 && length > BlockHeaderSize)
            {
                var block = page.Slice(start, length);
                _blocks[new Address(number, (byte)slot)] = new Block(
                    block[0] != 0,
                    new Address(BinaryPrimitives.ReadUInt32LittleEndian(block[1..]), block[5]),
                    block[BlockHeaderSize..].ToArray());
            }
        }
    }

    private void Take(Block first)
    {
        try
        {
            var body = BsonSerializer.Deserialize(Joined(first));
            if (body[Document.IdField] == DatabaseMeta.Name)
            {
                _meta = DatabaseMeta.Read(body);
                return;
            }

            var document = Document.Recognise(body);
            _documents[document.Key] = document;
        }
        catch (Exception error) when (error is not NewerSchemaException)
        {
            // A document of which a page is missing; the pages themselves are reported.
        }
    }

    private byte[] Joined(Block first)
    {
        var bytes = new List<byte>(first.Bytes);
        var count = 1;
        for (var next = first.Next; next.Page != NoPage; next = _blocks[next].Next)
        {
            // Stale blocks among newer ones may lead in a circle.
            if (++count > _blocks.Count)
            {
                throw new FormatException("its blocks form a circle");
            }

            bytes.AddRange(_blocks[next].Bytes);
        }

        return [.. bytes];
    }

    private readonly record struct Address(uint Page, byte Slot);

    private sealed record Block(bool Continues, Address Next, byte[] Bytes);
}

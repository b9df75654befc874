using System.Runtime.InteropServices;
using System.Text;

namespace NetController.Netlink.NfTables;

/// <summary>
/// The notes that nft keeps with objects, in libnftnl's notation (libnftnl/udata.h): a byte for the type, a byte for the length, the value. The kernel never looks at them.
/// </summary>
internal static class NftUserData
{
    /// <summary>NFTNL_UDATA_{TABLE,CHAIN,RULE,SET_ELEM}_COMMENT: a text with its terminating zero.</summary>
    internal const byte Comment = 0;

    /// <summary>NFTNL_UDATA_SET_KEYBYTEORDER.</summary>
    internal const byte KeyByteOrder = 0;

    /// <summary>NFTNL_UDATA_SET_DATABYTEORDER.</summary>
    internal const byte DataByteOrder = 1;

    /// <summary>NFTNL_UDATA_SET_MERGE_ELEMENTS.</summary>
    internal const byte MergeElements = 2;

    /// <summary>NFTNL_UDATA_SET_COMMENT.</summary>
    internal const byte SetComment = 7;

    private const int HeaderLength = 2;

    /// <summary>The most a comment takes with its header and its zero.</summary>
    private const int MaximumComment = HeaderLength + NftName.MaximumComment + 1;

    /// <summary>Writes an attribute that holds a comment and nothing else; nothing where there is none.</summary>
    internal static void WriteComment<TAttribute>(MessageBuilder request, TAttribute attribute, string? comment)
        where TAttribute : unmanaged, Enum
    {
        if (comment is not null)
        {
            Span<byte> notes = stackalloc byte[MaximumComment];
            request.WriteBytes(attribute, notes[..Put(notes, Comment, comment)]);
        }
    }

    /// <summary>Puts a text at the beginning of a span and returns the bytes it took.</summary>
    internal static int Put(Span<byte> notes, byte type, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, notes[HeaderLength..]) + 1;
        notes[0] = type;
        notes[1] = (byte)length;
        notes[HeaderLength + length - 1] = 0;
        return HeaderLength + length;
    }

    /// <summary>Puts a number, in the machine's byte order, at the beginning of a span and returns the bytes it took.</summary>
    internal static int Put(Span<byte> notes, byte type, uint number)
    {
        notes[0] = type;
        notes[1] = sizeof(uint);
        MemoryMarshal.Write(notes[HeaderLength..], in number);
        return HeaderLength + sizeof(uint);
    }

    /// <summary>The value of a note; empty where there is none. Anybody may have written these bytes, so what is not in this notation counts as absent.</summary>
    internal static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> notes, byte type)
    {
        while (notes.Length >= HeaderLength)
        {
            var length = notes[1];
            if (notes.Length < HeaderLength + length)
            {
                break;
            }

            if (notes[0] == type)
            {
                return notes.Slice(HeaderLength, length);
            }

            notes = notes[(HeaderLength + length)..];
        }

        return default;
    }

    /// <summary>A note that is a number; 0 where there is none.</summary>
    internal static uint FindNumber(ReadOnlySpan<byte> notes, byte type) =>
        Find(notes, type) is { Length: sizeof(uint) } value ? MemoryMarshal.Read<uint>(value) : 0;

    /// <summary>A note that is a comment. One that this library would not accept (longer, or with a quotation mark) is left out, as it could not be written in nft either.</summary>
    internal static string? FindComment(ReadOnlySpan<byte> notes, byte type = Comment)
    {
        var value = Find(notes, type);
        var end = value.IndexOf((byte)0);
        if (end >= 0)
        {
            value = value[..end];
        }

        // Bytes that are no UTF-8 grow when they are decoded.
        return !value.IsEmpty && Encoding.UTF8.GetString(value) is var text && NftName.IsComment(text) ? text : null;
    }
}

using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>The notes that nft needs to list a set right: in which byte order its keys and data are, whether it merges ranges, and the comment.</summary>
internal static class NftSetNotes
{
    /// <summary>BYTEORDER_HOST_ENDIAN of nft.</summary>
    internal const uint HostOrder = 1;

    /// <summary>BYTEORDER_INVALID of nft: a concatenation, whose parts have their own.</summary>
    private const uint NoOrder = 0;

    /// <summary>BYTEORDER_BIG_ENDIAN of nft.</summary>
    private const uint NetworkOrder = 2;

    /// <summary>The longest comment and three numbers fit in.</summary>
    private const int MaximumLength = 160;

    internal static void Write(MessageBuilder request, NftSet set)
    {
        Span<byte> notes = stackalloc byte[MaximumLength];
        var length = NftUserData.Put(notes, NftUserData.KeyByteOrder, OrderOf(set.KeyType));
        if (set.DataType is { } data && data != NftDataType.Verdict)
        {
            length += NftUserData.Put(notes[length..], NftUserData.DataByteOrder, OrderOf(data));
        }

        if (set.AutoMerge)
        {
            length += NftUserData.Put(notes[length..], NftUserData.MergeElements, 1);
        }

        if (set.Comment is { } comment)
        {
            length += NftUserData.Put(notes[length..], NftUserData.SetComment, comment);
        }

        request.WriteBytes(NFTA_SET.USERDATA, notes[..length]);
    }

    private static uint OrderOf(NftDataType type) => !type.Parts.IsEmpty ? NoOrder : type.IsHostOrder ? HostOrder : NetworkOrder;
}

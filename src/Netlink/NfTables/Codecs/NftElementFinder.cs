using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetController.Netlink.Netfilter;
using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Finds the element that the kernel objects to in a message that was sent, so that adding elements need not remember anything about them.</summary>
internal static class NftElementFinder
{
    /// <summary>The set and the element at an offset, as nft would have them: <c>inet filter ports { 10.0.0.1 . 80 : accept }</c>.</summary>
    internal static string WordsAt(NftSet set, ReadOnlySpan<byte> message, int offset)
    {
        var words = $"{set.Table} {set.Name}";
        if (!HoldsElements(message))
        {
            return words;
        }

        var elements = Elements(message, out var start);
        if (elements.IsEmpty)
        {
            return words;
        }

        // Without an offset it can be any of them.
        var found = Find(set, elements, offset - start, out var isOnlyOne);
        var text = found is null ? "…" : NftElementText.Format(set, found);
        return $"{words} {{ {text}{(offset > 0 || isOnlyOne ? "" : ", …")} }}";
    }

    /// <summary>Whether the message is about elements and not about the set itself.</summary>
    private static bool HoldsElements(ReadOnlySpan<byte> message) =>
        (NFT_MSG)NetfilterMessage.MessageOf(MemoryMarshal.Read<nlmsghdr>(message).nlmsg_type) is NFT_MSG.NEWSETELEM or NFT_MSG.DELSETELEM or NFT_MSG.DESTROYSETELEM;

    private static ReadOnlySpan<byte> Elements(ReadOnlySpan<byte> message, out int start)
    {
        var fixedPart = Unsafe.SizeOf<nlmsghdr>() + Unsafe.SizeOf<nfgenmsg>();
        var reader = new AttributeReader<NFTA_SET_ELEM_LIST>(message[fixedPart..]);
        while (reader.Read())
        {
            if (reader.Type is NFTA_SET_ELEM_LIST.ELEMENTS && message.Overlaps(reader.Value, out start))
            {
                return reader.Value;
            }
        }

        start = 0;
        return default;
    }

    /// <summary>The element that covers an offset; an end marker belongs to the element before it. The first one where the offset is before all.</summary>
    private static NftElement? Find(NftSet set, ReadOnlySpan<byte> elements, int offset, out bool isOnlyOne)
    {
        NftElement? found = null;
        isOnlyOne = true;
        var reader = new AttributeReader<NFTA_LIST>(elements);
        while (reader.Read())
        {
            var element = NftElementCodec.Decode(reader.Value, out var isEnd);
            elements.Overlaps(reader.Value, out var at);
            if (isEnd)
            {
                found = found is null ? null : NftIntervals.Join(found, element.Key);
                continue;
            }

            if (found is not null && at - Unsafe.SizeOf<nlattr>() > offset)
            {
                isOnlyOne = false;
                break;
            }

            found = NftSetCodec.HasEndMarkers(set) && !element.IsCatchAll ? NftIntervals.Join(element, null) : element;
        }

        return found;
    }
}

using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Elements on the wire.</summary>
/// <remarks>
/// <code>
/// NFTA_SET_ELEM_LIST_TABLE NFTA_SET_ELEM_LIST_SET [NFTA_SET_ELEM_LIST_SET_ID] NFTA_SET_ELEM_LIST_ELEMENTS { NFTA_LIST_ELEM {…} … }
///   each:  NFTA_SET_ELEM_KEY {…} [NFTA_SET_ELEM_KEY_END {…}] [NFTA_SET_ELEM_FLAGS] [NFTA_SET_ELEM_DATA {…}] [NFTA_SET_ELEM_TIMEOUT]
///          [NFTA_SET_ELEM_EXPIRATION] [NFTA_SET_ELEM_EXPR {…} | NFTA_SET_ELEM_EXPRESSIONS {…}] [NFTA_SET_ELEM_USERDATA]
/// </code>
/// A range of keys that are no concatenations is two elements: the first key, and one past the last, marked as the end. A range up to the highest key has no end.
/// </remarks>
internal static class NftElementCodec
{
    /// <summary>Names the set that a list of elements is for; one that is anonymous and made in the same transaction by its number.</summary>
    internal static void WriteSet(MessageBuilder request, NftSet set, uint? id)
    {
        request.WriteString(NFTA_SET_ELEM_LIST.TABLE, set.Table.Name);
        request.WriteString(NFTA_SET_ELEM_LIST.SET, id is null ? set.Name : NftSetCodec.NameOf(set));
        if (id is { } number)
        {
            request.WriteUInt32BigEndian(NFTA_SET_ELEM_LIST.SET_ID, number);
        }
    }

    /// <summary>Writes an element, with its end where the set needs one.</summary>
    internal static void Encode(MessageBuilder request, NftSet set, NftElement element, bool isKeyOnly)
    {
        using (request.Nest(NFTA_LIST.ELEM))
        {
            if (element.IsCatchAll)
            {
                request.WriteUInt32BigEndian(NFTA_SET_ELEM.FLAGS, (uint)NFT_SET_ELEM.CATCHALL);
            }
            else
            {
                WriteKeys(request, set, element);
            }

            if (!isKeyOnly)
            {
                WriteContent(request, element);
            }
        }

        if (NftSetCodec.HasEndMarkers(set) && !element.IsCatchAll)
        {
            WriteEnd(request, (element.KeyEnd ?? element.Key).Bytes);
        }
    }

    /// <summary>Reads the content of a list's item. An end marker becomes an element of which only the key counts.</summary>
    internal static NftElement Decode(ReadOnlySpan<byte> item, out bool isEnd)
    {
        NftValue key = default;
        NftValue? keyEnd = null;
        NftValue? data = null;
        NftVerdict? verdict = null;
        TimeSpan? timeout = null;
        TimeSpan? expiration = null;
        string? comment = null;
        string? @object = null;
        var expressions = NftExpressionList.Empty;
        var flags = 0u;
        var reader = new AttributeReader<NFTA_SET_ELEM>(item);
        while (reader.Read())
        {
            switch (reader.Type)
            {
                case NFTA_SET_ELEM.KEY: key = NftDataCodec.ReadValue(reader.Value); break;
                case NFTA_SET_ELEM.KEY_END: keyEnd = NftDataCodec.ReadValue(reader.Value); break;
                case NFTA_SET_ELEM.DATA: NftDataCodec.Read(reader.Value, out data, out verdict); break;
                case NFTA_SET_ELEM.FLAGS: flags = reader.GetUInt32BigEndian(); break;
                case NFTA_SET_ELEM.TIMEOUT: timeout = NftMilliseconds.Read(reader.GetUInt64BigEndian()); break;
                case NFTA_SET_ELEM.EXPIRATION: expiration = NftMilliseconds.Read(reader.GetUInt64BigEndian()); break;
                case NFTA_SET_ELEM.USERDATA: comment = NftUserData.FindComment(reader.Value); break;
                case NFTA_SET_ELEM.OBJREF: @object = reader.GetString(); break;
                case NFTA_SET_ELEM.EXPR: expressions = [NftExpressionCodec.Read(reader.Value)]; break;
                case NFTA_SET_ELEM.EXPRESSIONS: expressions = NftExpressionCodec.ReadList(reader.Value); break;
            }
        }

        isEnd = (flags & (uint)NFT_SET_ELEM.INTERVAL_END) != 0;
        return new NftElement(key)
        {
            KeyEnd = keyEnd == key ? null : keyEnd, Data = data, Verdict = verdict, Timeout = timeout, Expiration = expiration, Comment = comment,
            IsCatchAll = (flags & (uint)NFT_SET_ELEM.CATCHALL) != 0, Expressions = expressions, ObjectName = @object,
        };
    }

    private static void WriteKeys(MessageBuilder request, NftSet set, NftElement element)
    {
        NftDataCodec.Write(request, NFTA_SET_ELEM.KEY, element.Key);
        if (NftSetCodec.HasTwoKeys(set))
        {
            NftDataCodec.Write(request, NFTA_SET_ELEM.KEY_END, element.KeyEnd ?? element.Key);
        }
    }

    private static void WriteContent(MessageBuilder request, NftElement element)
    {
        if (element.Data is { } data)
        {
            NftDataCodec.Write(request, NFTA_SET_ELEM.DATA, data);
        }
        else if (element.Verdict is { } verdict)
        {
            NftDataCodec.Write(request, NFTA_SET_ELEM.DATA, verdict);
        }

        if (element.Timeout is { } timeout)
        {
            request.WriteUInt64BigEndian(NFTA_SET_ELEM.TIMEOUT, (ulong)timeout.TotalMilliseconds);
        }

        if (element.Expiration is { } expiration)
        {
            request.WriteUInt64BigEndian(NFTA_SET_ELEM.EXPIRATION, (ulong)expiration.TotalMilliseconds);
        }

        if (element.Expressions.Count == 1)
        {
            NftExpressionCodec.Write(request, NFTA_SET_ELEM.EXPR, element.Expressions[0]);
        }
        else if (element.Expressions.Count > 1)
        {
            NftExpressionCodec.WriteList(request, NFTA_SET_ELEM.EXPRESSIONS, element.Expressions);
        }

        NftUserData.WriteComment(request, NFTA_SET_ELEM.USERDATA, element.Comment);
    }

    private static void WriteEnd(MessageBuilder request, ReadOnlySpan<byte> last)
    {
        Span<byte> end = stackalloc byte[NftValue.MaximumLength];
        end = end[..last.Length];
        last.CopyTo(end);
        if (!NftKeyArithmetic.Increment(end))
        {
            return;
        }

        using (request.Nest(NFTA_LIST.ELEM))
        {
            request.WriteUInt32BigEndian(NFTA_SET_ELEM.FLAGS, (uint)NFT_SET_ELEM.INTERVAL_END);
            NftDataCodec.Write(request, NFTA_SET_ELEM.KEY, end);
        }
    }
}

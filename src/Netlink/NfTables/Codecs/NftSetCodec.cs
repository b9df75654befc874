using NetController.Netlink.Wire;

namespace NetController.Netlink.NfTables;

/// <summary>Sets and maps on the wire.</summary>
/// <remarks>
/// <code>
/// NFTA_SET_TABLE NFTA_SET_NAME NFTA_SET_FLAGS NFTA_SET_KEY_TYPE NFTA_SET_KEY_LEN [NFTA_SET_DATA_TYPE NFTA_SET_DATA_LEN] NFTA_SET_ID
/// NFTA_SET_TIMEOUT NFTA_SET_GC_INTERVAL NFTA_SET_DESC { NFTA_SET_DESC_SIZE NFTA_SET_DESC_CONCAT { NFTA_LIST_ELEM { NFTA_SET_FIELD_LEN } … } }
/// NFTA_SET_EXPR {…} | NFTA_SET_EXPRESSIONS { NFTA_LIST_ELEM {…} … } NFTA_SET_USERDATA
/// </code>
/// </remarks>
internal static class NftSetCodec
{
    /// <summary>The pattern from which the kernel makes the name of an anonymous set, and the name by which rules of the same transaction do not find another.</summary>
    internal const string AnonymousSet = "__set%d";

    private const string AnonymousMap = "__map%d";

    /// <summary>NFT_SET_EXPR: elements have several expressions.</summary>
    private const NftSetFlags SeveralExpressions = (NftSetFlags)0x100;

    /// <summary>What follows from the rest of a set, so that the caller need not say it and a list does not either.</summary>
    private const NftSetFlags Implied = NftSetFlags.Map | NftSetFlags.Concatenated | SeveralExpressions;

    /// <summary>Writes a set. Those of the same transaction can be referred to by their number, which the kernel insists on.</summary>
    internal static void Encode(MessageBuilder request, NftSet set, uint id)
    {
        request.WriteString(NFTA_SET.TABLE, set.Table.Name);
        request.WriteString(NFTA_SET.NAME, NameOf(set));
        request.WriteUInt32BigEndian(NFTA_SET.FLAGS, (uint)FlagsOf(set));
        request.WriteUInt32BigEndian(NFTA_SET.KEY_TYPE, set.KeyType.Id);
        request.WriteUInt32BigEndian(NFTA_SET.KEY_LEN, (uint)set.KeyType.Length);
        if (set.DataType is { } data)
        {
            request.WriteUInt32BigEndian(NFTA_SET.DATA_TYPE, data.Id);
            request.WriteUInt32BigEndian(NFTA_SET.DATA_LEN, data == NftDataType.Verdict ? 0u : (uint)data.Length);
        }

        request.WriteUInt32BigEndian(NFTA_SET.ID, id);
        if (set.Timeout is { } timeout)
        {
            request.WriteUInt64BigEndian(NFTA_SET.TIMEOUT, (ulong)timeout.TotalMilliseconds);
        }

        if (set.GarbageCollectionInterval is { } interval)
        {
            request.WriteUInt32BigEndian(NFTA_SET.GC_INTERVAL, (uint)interval.TotalMilliseconds);
        }

        WriteDescription(request, set);
        WriteExpressions(request, set.ElementExpressions);
        NftSetNotes.Write(request, set);
    }

    internal static NftSet Decode(MessageReader message)
    {
        var raw = default(NftRawSet);
        raw.Read(message);
        var hasRanges = (raw.Flags & NftSetFlags.Interval) != 0;
        return new NftSet(
            NftReading.Table(message, raw.Table, "set"),
            NftReading.Name(raw.Name, "set"),
            TypeOf(raw.KeyType, raw.KeyLength, NftUserData.KeyByteOrder, raw.Notes, "key"))
        {
            DataType = raw.DataType is { } data ? TypeOf(data, raw.DataLength, NftUserData.DataByteOrder, raw.Notes, "data") : null,
            Flags = raw.Flags & ~Implied,
            Timeout = raw.Timeout,
            GarbageCollectionInterval = raw.Interval,
            Size = raw.Size,
            AutoMerge = hasRanges && NftUserData.FindNumber(raw.Notes, NftUserData.MergeElements) != 0,
            ElementExpressions = raw.Expressions ?? NftExpressionList.Empty,
            Comment = NftUserData.FindComment(raw.Notes, NftUserData.SetComment),
            Handle = raw.Handle,
            ElementCount = raw.Count,
        };
    }

    /// <summary>Whether the kernel keeps ranges of this set as pairs of a first key and one past the last, rather than as elements with two keys.</summary>
    internal static bool HasEndMarkers(NftSet set) => (set.Flags & NftSetFlags.Interval) != 0 && set.KeyType.Parts.IsEmpty;

    /// <summary>Whether each element has two keys.</summary>
    internal static bool HasTwoKeys(NftSet set) => (set.Flags & NftSetFlags.Interval) != 0 && !set.KeyType.Parts.IsEmpty;

    /// <summary>The name on the wire.</summary>
    internal static string NameOf(NftSet set) => (set.Flags & NftSetFlags.Anonymous) == 0 ? set.Name : set.IsMap ? AnonymousMap : AnonymousSet;

    private static NftSetFlags FlagsOf(NftSet set) => (set.Flags & ~Implied)
        | ((set.Flags & NftSetFlags.Anonymous) != 0 ? NftSetFlags.Constant : 0)
        | (set.IsMap ? NftSetFlags.Map : 0)
        | (HasTwoKeys(set) ? NftSetFlags.Concatenated : 0)
        | (set.ElementExpressions.Count > 1 ? SeveralExpressions : 0);

    private static void WriteDescription(MessageBuilder request, NftSet set)
    {
        var hasTwoKeys = HasTwoKeys(set);
        if (set.Size is null && !hasTwoKeys)
        {
            return;
        }

        using (request.Nest(NFTA_SET.DESC))
        {
            if (set.Size is { } size)
            {
                request.WriteUInt32BigEndian(NFTA_SET_DESC.SIZE, size);
            }

            if (hasTwoKeys)
            {
                WriteFields(request, set.KeyType);
            }
        }
    }

    private static void WriteFields(MessageBuilder request, NftDataType key)
    {
        using (request.Nest(NFTA_SET_DESC.CONCAT))
        {
            foreach (var part in key.Parts)
            {
                using (request.Nest(NFTA_LIST.ELEM))
                {
                    request.WriteUInt32BigEndian(NFTA_SET_FIELD.LEN, (uint)part.Length);
                }
            }
        }
    }

    private static void WriteExpressions(MessageBuilder request, NftExpressionList expressions)
    {
        if (expressions.Count == 1)
        {
            NftExpressionCodec.Write(request, NFTA_SET.EXPR, expressions[0]);
        }
        else if (expressions.Count > 1)
        {
            NftExpressionCodec.WriteList(request, NFTA_SET.EXPRESSIONS, expressions);
        }
    }

    private static NftDataType TypeOf(uint id, uint length, byte order, ReadOnlySpan<byte> notes, string what)
    {
        if (id == NftDataType.Verdict.Id)
        {
            return NftDataType.Verdict;
        }

        return length is > 0 and <= NftValue.MaximumLength
            ? NftDataType.FromId(id, (int)length, NftUserData.FindNumber(notes, order) == NftSetNotes.HostOrder)
            : throw new NetlinkProtocolException($"nf_tables sent a set whose {what} has {length} bytes where 1 to {NftValue.MaximumLength} are expected");
    }
}

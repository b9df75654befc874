namespace NetController.Netlink.NfTables;

/// <summary>What can be known of an element, given its set, before anything is sent.</summary>
internal static class NftElementCheck
{
    /// <summary>Checks an element; of one that is only named, to be deleted, nothing but the key counts.</summary>
    internal static void Element(NftSet set, NftElement element, bool isKeyOnly, string parameter)
    {
        ArgumentNullException.ThrowIfNull(element, parameter);
        if ((KeyFault(set, element) ?? (isKeyOnly ? null : ContentFault(set, element))) is { } fault)
        {
            throw new ArgumentException($"The element {{ {NftElementText.Format(set, element)} }} cannot be in {set.Table} {set.Name}: {fault}.", parameter);
        }
    }

    private static string? KeyFault(NftSet set, NftElement element)
    {
        if (element.IsCatchAll)
        {
            return element.KeyEnd is null ? null : "one that stands for all others is no range";
        }

        if (element.Key.Length != set.KeyType.Length)
        {
            return $"its key has {element.Key.Length} bytes, and {set.KeyType} has {set.KeyType.Length}";
        }

        return element.KeyEnd is { } end ? EndFault(set, element.Key, end) : null;
    }

    private static string? EndFault(NftSet set, NftValue first, NftValue last)
    {
        if ((set.Flags & NftSetFlags.Interval) == 0)
        {
            return "a range or prefix needs a set with the flag \"interval\"";
        }

        if (last.Length != set.KeyType.Length)
        {
            return $"its last key has {last.Length} bytes, and {set.KeyType} has {set.KeyType.Length}";
        }

        return IsOrdered(set.KeyType, first.Bytes, last.Bytes) ? null : "its range ends before it begins";
    }

    private static bool IsOrdered(NftDataType type, ReadOnlySpan<byte> first, ReadOnlySpan<byte> last)
    {
        if (type.Parts.IsEmpty)
        {
            return first.SequenceCompareTo(last) <= 0;
        }

        var at = 0;
        foreach (var part in type.Parts)
        {
            if (first.Slice(at, part.Length).SequenceCompareTo(last.Slice(at, part.Length)) > 0)
            {
                return false;
            }

            at += Protocol.Alignment.Up(part.Length);
        }

        return true;
    }

    private static string? ContentFault(NftSet set, NftElement element) =>
        (set.DataType is { } type ? DataFault(type, element) : element.Data is null && element.Verdict is null ? null : "it leads somewhere, and the set is no map")
        ?? (element.ObjectName is null ? null : "elements that lead to named objects can be listed but not made")
        ?? TimeFault(set, element);

    private static string? DataFault(NftDataType type, NftElement element)
    {
        if (type == NftDataType.Verdict)
        {
            return element.Data is not null ? "its data are no verdict, as the map asks for" : VerdictFault(element.Verdict);
        }

        return element.Verdict is not null ? $"it leads to a verdict, and the map to {type}"
            : element.Data is not { } data ? $"it has no data, and the map leads to {type}"
            : data.Length != type.Length ? $"its data have {data.Length} bytes, and {type} has {type.Length}"
            : null;
    }

    private static string? VerdictFault(NftVerdict? verdict) =>
        verdict is not { } given ? "it has no verdict, and the map asks for one"
        : given.Code is NftVerdictCode.Jump or NftVerdictCode.Goto && string.IsNullOrEmpty(given.Chain) ? "its verdict names no chain to go to"
        : null;

    private static string? TimeFault(NftSet set, NftElement element)
    {
        if (element.Timeout is null && element.Expiration is null)
        {
            return null;
        }

        return (set.Flags & NftSetFlags.Timeout) == 0 ? "a timeout needs a set with the flag \"timeout\""
            : element.Timeout is { TotalMilliseconds: < 1 } || element.Expiration is { TotalMilliseconds: < 1 } ? "a timeout is at least 1 ms"
            : null;
    }
}

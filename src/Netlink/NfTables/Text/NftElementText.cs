using System.Text;

namespace NetController.Netlink.NfTables;

/// <summary>Elements of sets and maps: <c>10.0.0.0/8 counter packets 0 bytes 0 timeout 1h comment "lan" : accept</c>.</summary>
internal static class NftElementText
{
    internal static string Format(NftSet set, NftElement element)
    {
        var text = new StringBuilder(Key(set, element));
        foreach (var expression in element.Expressions)
        {
            text.Append(' ').Append(expression);
        }

        if (element.Timeout is { } timeout)
        {
            text.Append(" timeout ").Append(DurationNotation.Format(timeout));
        }

        if (element.Expiration is { } expiration)
        {
            text.Append(" expires ").Append(DurationNotation.Format(expiration));
        }

        if (element.Comment is { } comment)
        {
            text.Append(" comment \"").Append(comment).Append('"');
        }

        if (element.Verdict is { } verdict)
        {
            text.Append(" : ").Append(verdict);
        }
        else if (element.Data is { } data)
        {
            text.Append(" : ").Append(set.DataType is { } type ? Data(type, data) : data.ToString());
        }

        return text.ToString();
    }

    /// <summary>Data can be a range of its own, of which the kernel knows only that it is twice as long.</summary>
    private static string Data(NftDataType type, NftValue data) => type.HalfOfRange is { } half
        ? half.FormatRange(data.Bytes[..half.Length], data.Bytes[(data.Length / 2)..][..half.Length])
        : type.Format(data.Bytes);

    private static string Key(NftSet set, NftElement element)
    {
        var ofInterval = set.Flags.HasFlag(NftSetFlags.Interval);
        return element.IsCatchAll ? "*"
            : element.KeyEnd is { } end ? set.KeyType.FormatRange(element.Key.Bytes, end.Bytes, ofInterval)
            : set.KeyType.Format(element.Key.Bytes, ofInterval);
    }
}

using System.Globalization;
using System.Text;

namespace NetController.Netlink.NfTables;

/// <summary>Sets and maps in the notation of nft.</summary>
internal static class NftSetText
{
    private static readonly (NftSetFlags Flag, string Word)[] Flags =
    [
        (NftSetFlags.Constant, "constant"), (NftSetFlags.Interval, "interval"), (NftSetFlags.Dynamic, "dynamic"), (NftSetFlags.Timeout, "timeout"),
    ];

    internal static string Keyword(NftSet set) => set.IsMap ? "map" : "set";

    internal static NftBlock Block(NftSet set)
    {
        var block = new NftBlock();
        block.Add(NftTypeText.Format(set.KeyType, set.DataType));
        block.Add(set.Size is { } size ? string.Create(CultureInfo.InvariantCulture, $"size {size}") : null);
        block.Add(FlagWords(set));
        block.Add(Expressions(set.ElementExpressions));
        block.Add(set.AutoMerge ? "auto-merge" : null);
        block.Add(set.Timeout is { } timeout ? $"timeout {DurationNotation.Format(timeout)}" : null);
        block.Add(set.GarbageCollectionInterval is { } interval ? $"gc-interval {DurationNotation.Format(interval)}" : null);
        block.AddComment(set.Comment);
        return block;
    }

    /// <summary>The elements between braces; null when there are none, for which nft has no notation.</summary>
    internal static string? Elements(NftSet set, IReadOnlyList<NftElement> elements, string separator)
    {
        if (elements.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder("{ ");
        for (var i = 0; i < elements.Count; i++)
        {
            text.Append(i > 0 ? separator : "").Append(NftElementText.Format(set, elements[i]));
        }

        return text.Append(" }").ToString();
    }

    private static string? FlagWords(NftSet set)
    {
        var words = Flags.Where(pair => set.Flags.HasFlag(pair.Flag)).Select(static pair => pair.Word).ToArray();
        return words.Length == 0 ? null : $"flags {string.Join(',', words)}";
    }

    private static string? Expressions(NftExpressionList expressions) => expressions.Count == 0 ? null : string.Join(' ', expressions);
}

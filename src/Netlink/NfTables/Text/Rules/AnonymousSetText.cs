namespace NetController.Netlink.NfTables;

/// <summary>Sets and maps without a name, which stand in the rule that looks into them: <c>{ 80, 443 }</c>.</summary>
internal static class AnonymousSetText
{
    private const int MaximumParts = 5;

    internal static string Format(RuleState state, NftSetContent content, List<Operand> operands)
    {
        var elements = content.Elements;
        if (elements.IsEmpty || operands.Count > MaximumParts)
        {
            return state.Unsayable("{ }");
        }

        if (IsMadeOtherwise(content, operands))
        {
            state.AtBest(NftTextFidelity.Equivalent);
        }

        // nft reads the keys as what is looked up, whatever the kernel remembers as their type.
        var type = operands is [var only] ? only.Type : NftDataType.Concatenate([.. operands.Select(static operand => operand.Type)]);
        var set = new NftSet(content.Set.Table, content.Set.Name, type) { DataType = content.Set.DataType, Flags = content.Set.Flags };
        var keys = operands is [{ Part: { } field }] ? Shift(state, elements, field) : [.. elements];
        if (keys.Exists(element => !element.IsCatchAll && element.Key.Length != type.Length))
        {
            state.AtBest(NftTextFidelity.Incomplete);
        }

        // The kernel takes overlapping ranges in one order only, which is that of its list; the order of others has no meaning.
        if (operands.Count == 1 || !set.Flags.HasFlag(NftSetFlags.Interval))
        {
            keys.Sort(static (left, right) => left.IsCatchAll == right.IsCatchAll ? left.Key.Bytes.SequenceCompareTo(right.Key.Bytes) : left.IsCatchAll.CompareTo(right.IsCatchAll));
        }

        return NftSetText.Elements(set, keys, ", ")!;
    }

    /// <summary>nft makes a comparison of a set with one element, no interval of what has no ranges, and flips constants rather than the bits of a packet.</summary>
    private static bool IsMadeOtherwise(NftSetContent content, List<Operand> operands) =>
        (content.Elements.Length == 1 && !content.Set.IsMap && operands.Count == 1)
        || (content.Set.Flags.HasFlag(NftSetFlags.Interval) && content.Elements.All(static element => element.KeyEnd is null))
        || operands.Exists(static operand => operand.Mask is { Flips: true, OnlySets: false });

    /// <summary>The keys of a field that shares its bytes with others, moved to where a number begins.</summary>
    private static List<NftElement> Shift(RuleState state, IReadOnlyList<NftElement> elements, PayloadField field)
    {
        var shifted = new List<NftElement>();
        foreach (var element in elements)
        {
            var key = field.TryShift(element.Key);
            if (key is null || element.KeyEnd is not null)
            {
                state.AtBest(NftTextFidelity.Incomplete);
            }

            shifted.Add(element with { Key = key ?? element.Key });
        }

        return shifted;
    }
}

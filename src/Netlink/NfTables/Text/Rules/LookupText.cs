namespace NetController.Netlink.NfTables;

/// <summary>Keys looked up in sets and maps: <c>ip saddr . tcp dport @set</c>, <c>tcp dport { 80, 443 }</c>, <c>ip saddr vmap @map</c>.</summary>
internal static class LookupText
{
    private const int MaximumParts = 5;

    internal static void Add(RuleState state, NftLookup lookup)
    {
        var content = state.FindSet(lookup.Set);
        var cells = state.Registers.Collect(lookup.Source, content?.Set.KeyType.Length);
        var operands = cells.Count == 0 ? [state.Use(lookup.Source)] : cells.Select(cell => state.Use(cell, cell.Slot - cells[0].Slot)).ToList();
        var key = Key(state, operands, content?.Set);
        var set = Set(state, lookup.Set, content, operands);
        if (lookup.Destination is { } destination)
        {
            var type = content?.Set.DataType ?? NftDataType.Integer(4, isHostOrder: false);
            var map = new Operand($"{key} map {set}", type, content?.Set.DataType?.Length ?? 0)
            {
                Needs = [.. operands.SelectMany(static operand => operand.Needs)],
                IsOfMap = true,
            };
            state.Registers.Store(destination, map, cells.Count > 0 ? cells[0].Time : state.Items.Count);
            return;
        }

        var sign = lookup.IsNegated ? " != " : operands is [{ Mask: not null }] ? " == " : " ";
        state.Add(lookup.IsVerdictMap ? $"{key} vmap {set}" : $"{key}{sign}{set}", operands);
        Learn(state, lookup, content, operands);
    }

    /// <summary>The parts of a key with dots between them.</summary>
    internal static string Key(RuleState state, List<Operand> operands, NftSet? set)
    {
        var isOfInterval = set?.Flags.HasFlag(NftSetFlags.Interval) ?? false;
        foreach (var operand in operands)
        {
            // nft turns host order around for sets with intervals, and only for those.
            var isWrong = set is not null && operand.Type.IsHostNumber && operand.Length > 1 && operand.IsTurned != isOfInterval;
            if (isWrong || operand.Shifted.Length > 0 || operand.Constant is not null || (operand.Part is not null && operands.Count > 1))
            {
                state.AtBest(NftTextFidelity.Incomplete);
            }
        }

        if (set is not null && !Covers(operands, set.KeyType))
        {
            state.AtBest(NftTextFidelity.Incomplete);
        }

        return string.Join(" . ", operands.Select(ValueText.Of));
    }

    private static bool Covers(List<Operand> operands, NftDataType key) => key.Parts.IsEmpty
        ? operands.Sum(operand => operands.Count == 1 ? operand.Length : Protocol.Alignment.Up(operand.Length)) == key.Length
        : operands.Count == key.Parts.Length && operands.Zip(key.Parts).All(static pair => pair.First.Length == pair.Second.Length);

    private static string Set(RuleState state, string name, NftSetContent? content, List<Operand> operands)
    {
        if (content?.Set.Flags.HasFlag(NftSetFlags.Anonymous) is not true)
        {
            return NftTypable.Is(name) ? $"@{name}" : state.Unsayable($"@{name}");
        }

        var (set, elements) = (content.Set, content.Elements);
        if (elements.IsEmpty)
        {
            return state.Unsayable("{ }");
        }

        // nft makes a comparison of a set with one element, and no interval of what has no ranges.
        var isConcatenation = operands.Count > 1;
        if ((elements.Length == 1 && !set.IsMap && !isConcatenation)
            || (set.Flags.HasFlag(NftSetFlags.Interval) && elements.All(static element => element.KeyEnd is null)))
        {
            state.AtBest(NftTextFidelity.Equivalent);
        }

        if (operands.Count > 1 && set.KeyType.Parts.IsEmpty && operands.TrueForAll(static operand => operand.Type.Parts.IsEmpty) && operands.Count <= MaximumParts)
        {
            // The kernel does not remember how long the parts are that are bytes without a name.
            set = new NftSet(set.Table, set.Name, NftDataType.Concatenate([.. operands.Select(static operand => operand.Type)])) { DataType = set.DataType, Flags = set.Flags };
        }

        var shifted = operands is [{ Part: { } field }] ? Shift(state, elements, field) : [.. elements];
        if (isConcatenation && set.Flags.HasFlag(NftSetFlags.Interval))
        {
            // The kernel takes overlapping ranges in one order only, which is that of its list.
            return NftSetText.Elements(set, shifted, ", ")!;
        }

        shifted.Sort(static (left, right) => left.IsCatchAll == right.IsCatchAll ? left.Key.Bytes.SequenceCompareTo(right.Key.Bytes) : left.IsCatchAll.CompareTo(right.IsCatchAll));
        return NftSetText.Elements(set, shifted, ", ")!;
    }

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

    private static void Learn(RuleState state, NftLookup lookup, NftSetContent? content, List<Operand> operands)
    {
        if (!lookup.IsNegated && !lookup.IsVerdictMap && operands is [{ Decides: { } kind, Mask: null }] && content?.Set.Flags.HasFlag(NftSetFlags.Anonymous) is true)
        {
            state.Protocols = state.Protocols.AfterAny(kind);
        }
    }
}

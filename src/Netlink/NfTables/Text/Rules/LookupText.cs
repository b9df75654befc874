namespace NetController.Netlink.NfTables;

/// <summary>Keys looked up in sets and maps: <c>ip saddr . tcp dport @set</c>, <c>tcp dport { 80, 443 }</c>, <c>ip saddr vmap @map</c>.</summary>
internal static class LookupText
{
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
            if (isWrong || operand.IsPresence || !ValueText.IsMaskSayable(operand) || operand.Shifted.Length > 0 || operand.Constant is not null || (operand.Part is not null && operands.Count > 1))
            {
                state.AtBest(NftTextFidelity.Incomplete);
            }
        }

        if (set is not null && !set.Flags.HasFlag(NftSetFlags.Anonymous) && !Covers(operands, set.KeyType))
        {
            state.AtBest(NftTextFidelity.Incomplete);
        }

        return string.Join(" . ", operands.Select(ValueText.Of));
    }

    /// <summary>Whether nft takes these for a key of this type.</summary>
    private static bool Covers(List<Operand> operands, NftDataType key) => key.Parts.IsEmpty
        ? operands.Count == 1 && IsOf(operands[0], key)
        : operands.Count == key.Parts.Length && operands.Zip(key.Parts).All(static pair => IsOf(pair.First, pair.Second));

    private static bool IsOf(Operand operand, NftDataType type) => operand.Length == type.Length && operand.Type.Id == type.Id;

    private static string Set(RuleState state, string name, NftSetContent? content, List<Operand> operands) =>
        content?.Set.Flags.HasFlag(NftSetFlags.Anonymous) is true ? AnonymousSetText.Format(state, content, operands)
        : NftTypable.Is(name) ? $"@{name}"
        : state.Unsayable($"@{name}");

    private static void Learn(RuleState state, NftLookup lookup, NftSetContent? content, List<Operand> operands)
    {
        if (!lookup.IsNegated && !lookup.IsVerdictMap && operands is [{ Decides: { } kind, Mask: null }] && content?.Set.Flags.HasFlag(NftSetFlags.Anonymous) is true)
        {
            state.Protocols = state.Protocols.AfterAny(kind);
        }
    }
}

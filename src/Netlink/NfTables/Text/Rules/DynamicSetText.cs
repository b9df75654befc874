using System.Text;

namespace NetController.Netlink.NfTables;

/// <summary>Rules that change sets: <c>add @set { ip saddr timeout 1m }</c>.</summary>
internal static class DynamicSetText
{
    private const int SlotSize = 4;
    private const int SlotsOfRegister = 4;

    internal static void Add(RuleState state, NftDynamicSet dynamic)
    {
        var set = state.FindSet(dynamic.Set)?.Set;
        var known = set?.KeyType.Length ?? (dynamic.Data is { } behind && behind.Slot > dynamic.Key.Slot ? (behind.Slot - dynamic.Key.Slot) * SlotSize : null as int?);
        var cells = state.Registers.Collect(dynamic.Key, known);
        var operands = cells.Count == 0 ? [state.Use(dynamic.Key)] : cells.Select(cell => state.Use(cell, cell.Slot - cells[0].Slot)).ToList();
        var text = new StringBuilder(Word(dynamic.Operation)).Append(" @").Append(NftTypable.Is(dynamic.Set) ? dynamic.Set : state.Unsayable(dynamic.Set));
        text.Append(" { ").Append(Key(state, operands, set));
        if (dynamic.Timeout is { } timeout)
        {
            text.Append(" timeout ").Append(DurationNotation.Format(timeout));
        }

        foreach (var expression in dynamic.Expressions)
        {
            text.Append(' ').Append(expression is NftCounter { Packets: 0, Bytes: 0 } ? "counter" : StatementText.OfSet(expression) ?? state.Unsayable(expression.Kind));
        }

        if (dynamic.Data is { } register)
        {
            var keyLength = operands.Sum(static operand => Protocol.Alignment.Up(operand.Length));
            text.Append(" : ").Append(Data(state, operands, register, set, (keyLength + (SlotSize * SlotsOfRegister) - 1) / (SlotSize * SlotsOfRegister) * SlotsOfRegister));
        }

        state.Add(text.Append(" }").ToString(), operands);
    }

    private static string Key(RuleState state, List<Operand> operands, NftSet? set)
    {
        var types = set is null ? [] : set.KeyType.Parts.IsEmpty ? [set.KeyType] : set.KeyType.Parts;
        if (operands.Exists(static operand => operand.Constant is not null))
        {
            return string.Join(" . ", operands.Select((operand, i) => (i < types.Length ? ValueText.As(operand, types[i]) : null) ?? state.Unsayable(ValueText.Of(operand))));
        }

        return LookupText.Key(state, operands, set);
    }

    private static string Data(RuleState state, List<Operand> operands, NftRegister register, NftSet? set, int slot)
    {
        var operand = state.Use(register, slot);
        operands.Add(operand);
        return ValueText.As(operand, set?.DataType ?? operand.Type) is { } text && (set is not null || operand.Constant is null)
            ? text
            : state.Unsayable(operand.Constant?.ToString() ?? operand.Text);
    }

    private static string Word(NftDynamicSetOperation operation) => operation switch
    {
        NftDynamicSetOperation.Add => "add",
        NftDynamicSetOperation.Update => "update",
        _ => "delete",
    };
}

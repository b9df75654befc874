namespace NetController.Netlink.NfTables;

/// <summary>What is known while the expressions of a rule are read one after another.</summary>
internal sealed class RuleState(NftFamily family, Func<string, NftSetContent?>? sets)
{
    internal NftFamily Family => family;

    internal RegisterFile Registers { get; } = new();

    internal RuleItems Items { get; } = new();

    internal ProtocolContext Protocols { get; set; } = new(family);

    internal NftTextFidelity Fidelity { get; private set; }

    /// <summary>Looks up a set of the rule's table; null when its content is not known.</summary>
    internal NftSetContent? FindSet(string name) => sets?.Invoke(name);

    /// <summary>Says that the text is no better than this.</summary>
    internal void AtBest(NftTextFidelity fidelity) => Fidelity = fidelity > Fidelity ? fidelity : Fidelity;

    /// <summary>Something for which nft has no words.</summary>
    internal string Unsayable(string what)
    {
        AtBest(NftTextFidelity.Incomplete);
        return $"<{what}>";
    }

    /// <summary>Adds a match or statement.</summary>
    internal void Add(string text, params IReadOnlyList<Operand> operands) =>
        Items.Add(new RuleItem(text, Protocols) { Needs = [.. operands.SelectMany(static operand => operand.Needs)] });

    /// <summary>Puts what was loaded into a register.</summary>
    internal void Load(NftRegister register, Operand operand) => Registers.Store(register, operand, Items.Count);

    /// <summary>Takes what begins in a register for a match or statement.</summary>
    /// <param name="register">The register.</param>
    /// <param name="slot">The slot that nft would have used.</param>
    internal Operand Use(NftRegister register, int slot = 0)
    {
        if (Registers.Find(register) is not { } cell)
        {
            AtBest(NftTextFidelity.Incomplete);
            return new Operand($"<{register}>", NftDataType.Integer(4, isHostOrder: false), 0) { IsUnsayable = true };
        }

        return Use(cell, slot);
    }

    /// <summary>Takes what a register holds.</summary>
    internal Operand Use(RegisterFile.Cell cell, int slot)
    {
        // nft loads what it needs right before, anew each time, and into the first registers.
        if (cell.IsUsed || cell.Time != Items.Count || cell.Slot != slot)
        {
            AtBest(NftTextFidelity.Equivalent);
        }

        cell.IsUsed = true;
        if (cell.Operand.IsUnsayable)
        {
            AtBest(NftTextFidelity.Incomplete);
        }

        return cell.Operand;
    }

    /// <summary>Takes what a register holds in order to change it.</summary>
    internal void Change(NftRegister source, NftRegister destination, int length, Func<Operand, Operand> change)
    {
        if (Registers.Find(source) is not { } cell)
        {
            Load(destination, new Operand($"<{source}>", NftDataType.Integer(4, isHostOrder: false), length) { IsUnsayable = true });
            return;
        }

        if (cell.IsUsed || source != destination)
        {
            AtBest(NftTextFidelity.Equivalent);
        }

        cell.IsUsed = true;
        var changed = cell.Operand.Length == length ? change(cell.Operand) : cell.Operand with { IsUnsayable = true, Length = length };
        Registers.Store(destination, changed, cell.Time);
    }
}

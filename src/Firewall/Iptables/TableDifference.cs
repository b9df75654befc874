using System.Collections.Immutable;

namespace NetController.Firewall.Iptables;

/// <summary>What separates our part of one table from what it should be.</summary>
/// <param name="Table">The table.</param>
/// <param name="Chains">The chains that should be there, where they differ.</param>
/// <param name="Strays">Chains of ours that should not be there.</param>
/// <param name="Jumps">The built-in chains whose jumps differ.</param>
internal sealed record TableDifference(string Table, ImmutableArray<ChainState> Chains, ImmutableArray<string> Strays, ImmutableArray<JumpDifference> Jumps)
{
    /// <summary>Whether the table is as it should be.</summary>
    public bool IsEmpty => Chains.IsEmpty && Strays.IsEmpty && Jumps.IsEmpty;

    /// <summary>Compares a table; <paramref name="desired"/> is null where we need nothing in it.</summary>
    public static TableDifference Compute(string table, IptablesTable? desired, ObservedRuleset observed)
    {
        var chains = observed.Chains(table);
        var wanted = desired?.Chains.Items ?? [];
        return new TableDifference(
            table,
            [.. wanted.Select(chain => StateOf(chain, chains)).Where(static state => !state.Exists || !state.Difference.IsEmpty)],
            [.. chains.Where(chain => IsStray(chain.Key, chain.Value, wanted)).Select(static chain => chain.Key).Order(StringComparer.Ordinal)],
            [.. Names.BuiltIn.Select(chain => JumpsOf(chain, desired, chains)).Where(static jumps => !jumps.IsEmpty)]);
    }

    /// <summary>The changes that cure it, in an order in which each is possible.</summary>
    /// <param name="observed">What was compared.</param>
    /// <param name="after">What the kernel holds once they are made.</param>
    public ImmutableArray<IptablesEdit> Edits(ObservedRuleset observed, out ObservedRuleset after)
    {
        after = observed;
        var edits = ImmutableArray.CreateBuilder<IptablesEdit>();
        edits.AddRange(Chains.Where(static state => !state.Exists).Select(Creation));
        edits.AddRange(Strays.Where(static chain => chain != Names.UserChain).Select(chain => IptablesEdit.Flush(Table, chain)));
        foreach (var state in Chains)
        {
            edits.AddRange(state.Difference.Edits(Table, state.Chain.Name));
            after = after.With(Table, state.Chain.Name, [.. state.Difference.Target.Select(static rule => rule.Specification)]);
        }

        foreach (var jumps in Jumps)
        {
            edits.AddRange(jumps.Edits(Table, out var rules));
            after = after.With(Table, jumps.Chain, rules);
        }

        foreach (var chain in Strays)
        {
            edits.Add(IptablesEdit.DeleteChain(Table, chain));
            after = after.With(Table, chain, null);
        }

        return edits.ToImmutable();
    }

    private IptablesEdit Creation(ChainState state) => state.Chain.IsUsers
        ? IptablesEdit.CreateNew(Table, state.Chain.Name)
        : IptablesEdit.Create(Table, state.Chain.Name);

    private static ChainState StateOf(IptablesChain chain, ImmutableDictionary<string, ImmutableArray<string>> observed)
    {
        var exists = observed.TryGetValue(chain.Name, out var rules);
        var compared = exists && !chain.IsUsers ? rules : [];
        return new ChainState(chain, exists, ChainDifference.Compute(chain.Rules, compared));
    }

    // The user chain goes with the last of ours while nobody has put anything into it, and stays for good once somebody has.
    private static bool IsStray(string name, ImmutableArray<string> rules, ImmutableArray<IptablesChain> wanted) =>
        (Names.IsOurs(name) || (name == Names.UserChain && rules.IsEmpty)) && !wanted.Any(chain => chain.Name == name);

    private static JumpDifference JumpsOf(string chain, IptablesTable? desired, ImmutableDictionary<string, ImmutableArray<string>> observed) => new(
        chain,
        desired?.Jumps.Items.FirstOrDefault(jumps => jumps.Chain == chain)?.Specifications.Items ?? [],
        observed.TryGetValue(chain, out var rules) ? rules : []);
}

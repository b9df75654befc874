using System.Collections.Immutable;

namespace NetController.Firewall.Iptables;

/// <summary>What iptables-save showed of one family: every table, ours and others' alike. Immutable.</summary>
/// <param name="Tables">By name: the chains by name, each with its rules, all after <c>-A CHAIN</c>.</param>
internal sealed record ObservedRuleset(ImmutableDictionary<string, ImmutableDictionary<string, ImmutableArray<string>>> Tables)
{
    /// <summary>Nothing seen.</summary>
    public static ObservedRuleset Empty { get; } = new(ImmutableDictionary.Create<string, ImmutableDictionary<string, ImmutableArray<string>>>(StringComparer.Ordinal));

    /// <summary>The chains of a table by name; none where the table was not shown.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Chains(string table) =>
        Tables.GetValueOrDefault(table, ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal));

    /// <summary>The rules of a chain; null where it does not exist.</summary>
    public ImmutableArray<string>? Rules(string table, string chain) => Chains(table).TryGetValue(chain, out var rules) ? rules : null;

    /// <summary>The same with a chain's rules replaced; null removes the chain.</summary>
    public ObservedRuleset With(string table, string chain, ImmutableArray<string>? rules)
    {
        var chains = Chains(table);
        return new ObservedRuleset(Tables.SetItem(table, rules is { } present ? chains.SetItem(chain, present) : chains.Remove(chain)));
    }

    /// <summary>Our part as a ruleset to come back to, in the order seen.</summary>
    public IptablesRuleset OurPart(IPFamily family) => new(family, Names.Tables.Select(OurPart).OfType<IptablesTable>().ToEquatableArray());

    private IptablesTable? OurPart(string table)
    {
        var chains = Chains(table);
        var jumps = chains
            .Select(static chain => new IptablesJumps(chain.Key, Ownership.OurJumps(chain.Key, chain.Value).ToEquatableArray()))
            .Where(static jumps => jumps.Specifications.Count > 0)
            .ToEquatableArray();
        var ours = chains
            .Where(static chain => chain.Key == Names.UserChain || Names.IsOurs(chain.Key))
            .Select(static chain => new IptablesChain(chain.Key, chain.Key == Names.UserChain ? [] : InOrder(chain.Value)))
            .ToEquatableArray();
        return jumps.Count + ours.Count == 0 ? null : new IptablesTable(table, jumps, ours);
    }

    private static EquatableArray<IptablesRule> InOrder(ImmutableArray<string> rules) =>
        rules.Select(static rule => new IptablesRule(rule, RulePlace.Head)).ToEquatableArray();
}

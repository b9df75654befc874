using System.Collections.Immutable;

namespace NetController.Firewall.Iptables;

/// <summary>Says what separates the kernel from a ruleset, one line for each object.</summary>
internal static class DriftText
{
    /// <summary>The differences as drift; <paramref name="networks"/> are those that a rule's owner may name.</summary>
    public static ImmutableArray<Drift> Describe(RulesetDifference difference, IReadOnlyCollection<NetworkPolicy> networks)
    {
        if (difference.IsEmpty)
        {
            return [];
        }

        var known = new Dictionary<string, NetworkId>(StringComparer.Ordinal);
        foreach (var policy in networks)
        {
            known[policy.Network.Short] = policy.Network;
        }

        return [.. difference.Tables.SelectMany(table => new TableDrift(table, difference.Family, known).All())];
    }

    private sealed class TableDrift(TableDifference table, IPFamily family, Dictionary<string, NetworkId> networks)
    {
        public IEnumerable<Drift> All() => table.Jumps.SelectMany(OfJumps)
            .Concat(table.Chains.SelectMany(OfChain))
            .Concat(table.Strays.Select(chain => Make(chain, null, $"-N {chain}", IptablesEdit.DeleteChain(table.Table, chain))));

        private IEnumerable<Drift> OfJumps(JumpDifference jumps)
        {
            foreach (var edit in jumps.Edits(table.Table, out _))
            {
                var inserted = edit.Arguments.StartsWith("-I ", StringComparison.Ordinal);
                var rule = AsAppended(jumps.Chain, edit);
                yield return Make(jumps.Chain, inserted ? rule : null, inserted ? null : rule, edit);
            }
        }

        private IEnumerable<Drift> OfChain(ChainState state)
        {
            var (name, difference) = (state.Chain.Name, state.Difference);
            if (!state.Exists)
            {
                yield return Make(name, $"-N {name}", null, IptablesEdit.Create(table.Table, name));
            }

            foreach (var rule in difference.Extra)
            {
                yield return Make(name, null, $"-A {name} {rule}", IptablesEdit.Delete(table.Table, name, rule)) with { Network = OwnerOf(rule) };
            }

            foreach (var index in difference.Missing)
            {
                var rule = difference.Target[index];
                yield return Make(name, $"-A {name} {rule.Specification}", null, difference.Insertion(table.Table, name, index)) with { Network = rule.Network };
            }

            foreach (var index in difference.Misplaced)
            {
                var rule = difference.Target[index];
                yield return Misplaced(name, index, rule.Specification) with { Network = rule.Network };
            }
        }

        private Drift Misplaced(string chain, int index, string rule)
        {
            var fix = $"{IptablesEdit.Delete(table.Table, chain, rule).Command(family)} && {IptablesEdit.Insert(table.Table, chain, index, rule).Command(family)}";
            return new Drift(Resource(chain), $"-A {chain} {rule}", "the rule stands after rules that must follow it", fix);
        }

        private Drift Make(string chain, string? expected, string? actual, IptablesEdit fix) => new(Resource(chain), expected, actual, fix.Command(family));

        private string Resource(string chain) => $"{IptablesEdit.Program(family)} {table.Table} {chain}";

        private NetworkId? OwnerOf(string rule) =>
            Ownership.OwnerOf(rule) is { Kind: OwnerTag.NetworkKind } owner && networks.TryGetValue(owner.Id, out var network) ? network : null;

        // From "-I FORWARD 1 RULE" and "-D FORWARD RULE" to the rule as iptables-save shows it.
        private static string AsAppended(string chain, IptablesEdit edit) => $"-A {chain} {edit.Arguments[edit.Arguments.IndexOf("-m ", StringComparison.Ordinal)..]}";
    }
}

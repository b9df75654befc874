using System.Collections.Immutable;
using NetController.Firewall.Policies;

namespace NetController.Firewall.Iptables;

/// <summary>Says what separates the kernel from a ruleset, one line for each object.</summary>
internal static class DriftText
{
    /// <summary>The differences as drift; <paramref name="books"/> hold the networks and endpoints that a rule's owner may name.</summary>
    public static ImmutableArray<Drift> Describe(RulesetDifference difference, params ReadOnlySpan<PolicyBook> books)
    {
        if (difference.IsEmpty)
        {
            return [];
        }

        var owners = new Dictionary<(string Kind, string Id), (NetworkId Network, EndpointId? Endpoint)>();
        foreach (var book in books)
        {
            foreach (var policy in book.Networks)
            {
                owners[(OwnerTag.NetworkKind, policy.Network.Short)] = (policy.Network, null);
            }

            foreach (var policy in book.Endpoints)
            {
                owners[(OwnerTag.EndpointKind, policy.Endpoint.Value.Short)] = (policy.Network, policy.Endpoint);
            }
        }

        return [.. difference.Tables.SelectMany(table => new TableDrift(table, difference.Family, owners).All())];
    }

    private sealed class TableDrift(TableDifference table, IPFamily family, Dictionary<(string Kind, string Id), (NetworkId Network, EndpointId? Endpoint)> owners)
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
                var (network, endpoint) = OwnerOf(rule);
                yield return Make(name, null, $"-A {name} {rule}", IptablesEdit.Delete(table.Table, name, rule)) with { Network = network, Endpoint = endpoint };
            }

            foreach (var index in difference.Missing)
            {
                var rule = difference.Target[index];
                yield return Make(name, $"-A {name} {rule.Specification}", null, difference.Insertion(table.Table, name, index)) with { Network = rule.Network, Endpoint = rule.Endpoint };
            }

            foreach (var index in difference.Misplaced)
            {
                var rule = difference.Target[index];
                yield return Misplaced(name, index, rule.Specification) with { Network = rule.Network, Endpoint = rule.Endpoint };
            }
        }

        private Drift Misplaced(string chain, int index, string rule)
        {
            var fix = $"{IptablesEdit.Delete(table.Table, chain, rule).Command(family)} && {IptablesEdit.Insert(table.Table, chain, index, rule).Command(family)}";
            return new Drift(Resource(chain), $"-A {chain} {rule}", "the rule stands after rules that must follow it", fix);
        }

        private Drift Make(string chain, string? expected, string? actual, IptablesEdit fix) => new(Resource(chain), expected, actual, fix.Command(family));

        private string Resource(string chain) => $"{IptablesEdit.Program(family)} {table.Table} {chain}";

        private (NetworkId? Network, EndpointId? Endpoint) OwnerOf(string rule) =>
            Ownership.OwnerOf(rule) is { } tag && owners.TryGetValue((tag.Kind, tag.Id), out var owner) ? owner : default;

        // From "-I FORWARD 1 RULE" and "-D FORWARD RULE" to the rule as iptables-save shows it.
        private static string AsAppended(string chain, IptablesEdit edit) => $"-A {chain} {edit.Arguments[edit.Arguments.IndexOf("-m ", StringComparison.Ordinal)..]}";
    }
}

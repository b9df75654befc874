using System.Collections.Immutable;
using NetController.Netlink.NfTables;

namespace NetController.Firewall.NfTables;

/// <summary>Says what separates the kernel from what our table should be, one line for each object; the cures of all, in their order, cure all.</summary>
/// <param name="difference">The differences.</param>
/// <param name="book">The policies in force, which know whose the elements are that should go.</param>
internal sealed class DriftOfTable(TableDifference difference, TableBook book)
{
    private const string Rebuild = "netctl repair";

    private readonly ObservedTable _observed = difference.Observed;

    /// <summary>All differences.</summary>
    public ImmutableArray<Drift> All() => difference.IsOfNothing
        ? [.. OfLeftovers()]
        : [.. OfTable(), .. OfSets(), .. OfExtraElements(), .. difference.Chains.SelectMany(OfChain), .. OfRules(), .. OfMissingElements()];

    // Elements that are there are those that go; those of a network that is going have it as their owner still.
    private IEnumerable<Drift> OfLeftovers()
    {
        var edits = difference.Edits();
        return edits.Count == 0 ? [] : OfExtraElements().Concat(edits
            .Where(static edit => edit.Kind is TableEditKind.DeleteTable or TableEditKind.DeleteSet or TableEditKind.DeleteChain)
            .Select(static edit => new Drift("nft inet netctl", null, edit.Words["delete ".Length..], edit.Command)));
    }

    private IEnumerable<Drift> OfTable() => _observed.Exists ? [] : [Missing("", TableEdit.AddTable(difference.Table))];

    private IEnumerable<Drift> OfSets() => TableSets.All.SelectMany(set => OfObject(_observed.StateOf(set), set.Name, TableEdit.AddSet(set), _observed.FindSet(set.Name)?.Set));

    private IEnumerable<Drift> OfChain(NftChainContent chain) =>
        OfObject(_observed.StateOf(chain.Chain), chain.Chain.Name, TableEdit.AddChain(chain.Chain), _observed.FindChain(chain.Chain.Name)?.Chain);

    private static IEnumerable<Drift> OfObject(ObservedState state, string name, TableEdit make, object? actual) => state switch
    {
        ObservedState.Missing => [Missing(name, make)],
        ObservedState.Other => [new Drift(Resource(name), make.Words["add ".Length..], actual?.ToString(), Rebuild)],
        _ => [],
    };

    private IEnumerable<Drift> OfRules() => difference.Chains
        .Where(static chain => chain.Chain.Name != TableNames.User)
        .SelectMany(chain => OfRules(chain, _observed.FindChain(chain.Chain.Name)?.Rules ?? []));

    private static IEnumerable<Drift> OfRules(NftChainContent chain, ImmutableArray<NftRule> observed)
    {
        var (name, comparison) = (chain.Chain.Name, RuleComparison.Of(chain.Rules, observed));
        foreach (var rule in comparison.Extra)
        {
            yield return new Drift(Resource(name), null, rule.ToText().Text, TableEdit.CommandOf($"delete rule {TableNames.Table} {name} handle {rule.Handle}"));
        }

        if (comparison.IsMisordered)
        {
            var all = string.Join("; ", chain.Rules.Select(static rule => rule.ToText().Text));
            var rewrite = string.Join("; ", chain.Rules.Select(static rule => TableEdit.AddRule(rule).Words).Prepend(TableEdit.FlushChain(chain.Chain).Words));
            yield return new Drift(Resource(name), all, "the rules stand in another order", TableEdit.CommandOf(rewrite));
            yield break;
        }

        foreach (var index in comparison.Missing)
        {
            var text = chain.Rules[index].ToText().Text;
            var place = index == 0 ? $"insert rule {TableNames.Table} {name}" : $"add rule {TableNames.Table} {name} index {index - 1}";
            yield return new Drift(Resource(name), text, null, TableEdit.CommandOf($"{place} {text}"));
        }
    }

    private IEnumerable<Drift> OfExtraElements() => difference.Extra.Select(element => Of(element.Key, null, element.Target, TableEdit.DeleteElement(element.Key)));

    private IEnumerable<Drift> OfMissingElements() => difference.Missing.Select(key =>
    {
        var claim = difference.Elements[key];
        return Of(key, claim.Target, null, TableEdit.AddElement(key, claim.Target)) with { Network = claim.Network, Endpoint = claim.Endpoint };
    });

    // An element that leads elsewhere stands twice: as what should go and as what should come.
    private Drift Of(ElementKey key, ElementTarget? expected, ElementTarget? actual, TableEdit fix)
    {
        var set = TableSets.Of(key.Set);
        var drift = new Drift(Resource(set.Name), Words(expected), Words(actual), fix.Command);
        return difference.Elements.TryGetValue(key, out var claim) || book.Elements.TryGetValue(key, out claim)
            ? drift with { Network = claim.Network, Endpoint = claim.Endpoint }
            : drift with { Network = LinkOf(key) is { } link ? book.NetworkOf(link) : null };

        string? Words(ElementTarget? target) => target is { } one ? one.At(key).ToString(set) : null;
    }

    // Bridges stand last in keys of links.
    private static string? LinkOf(ElementKey key)
    {
        const int nameLength = 16;
        return key.Set < ElementSet.Open4
            ? System.Text.Encoding.UTF8.GetString(key.Value.Bytes[^nameLength..].TrimEnd((byte)0))
            : null;
    }

    private static Drift Missing(string name, TableEdit make) => new(Resource(name), make.Words["add ".Length..], null, make.Command);

    private static string Resource(string name) => name.Length == 0 ? $"nft {TableNames.Table}" : $"nft {TableNames.Table} {name}";
}

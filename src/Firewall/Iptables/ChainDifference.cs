using System.Collections.Immutable;

namespace NetController.Firewall.Iptables;

/// <summary>What separates one of our chains from what it should hold.</summary>
/// <param name="Target">The rules as they should stand.</param>
/// <param name="Missing">Indices into <paramref name="Target"/> of the rules that are not there.</param>
/// <param name="Misplaced">Indices into <paramref name="Target"/> of the rules that stand too late.</param>
/// <param name="Extra">What is there and should not be: others' rules, rules of networks that are gone, repetitions.</param>
internal sealed record ChainDifference(
    ImmutableArray<IptablesRule> Target, ImmutableArray<int> Missing, ImmutableArray<int> Misplaced, ImmutableArray<string> Extra)
{
    // Deleting a rule makes iptables-nft compare it with every rule of the chain (2.6 µs each), while a rebuilt rule costs about
    // 30 µs: from a dozen deletions on, rebuilding is cheaper whatever the chain's length.
    private const int MostDeletions = 12;

    /// <summary>Whether the chain is as it should be.</summary>
    public bool IsEmpty => Missing.IsEmpty && Misplaced.IsEmpty && Extra.IsEmpty;

    /// <summary>Compares a chain's rules with what they should be, up to the order of networks.</summary>
    public static ChainDifference Compute(EquatableArray<IptablesRule> desired, ImmutableArray<string> observed)
    {
        var positions = new Dictionary<string, int>(observed.Length, StringComparer.Ordinal);
        for (var i = 0; i < observed.Length; i++)
        {
            positions.TryAdd(observed[i], i);
        }

        var target = ChainOrder.Arrange([.. desired.Items.Select(rule => new PlacedRule(rule, positions.GetValueOrDefault(rule.Specification, PlacedRule.Missing)))]);
        var (missing, misplaced) = Walk(target);
        return new ChainDifference([.. target.Select(static placed => placed.Rule)], missing, misplaced, ExtraOf(target, observed));
    }

    /// <summary>The changes that cure it.</summary>
    public IEnumerable<IptablesEdit> Edits(string table, string chain) => NeedsRebuild
        ? [IptablesEdit.Flush(table, chain), .. Target.Select(rule => IptablesEdit.Append(table, chain, rule.Specification))]
        : [.. Extra.Select(rule => IptablesEdit.Delete(table, chain, rule)), .. Insertions(table, chain)];

    // A rule that somebody else wrote is not trusted to be found again by the text that it was shown with.
    // Of a rule that stands twice, deleting by text would take the first, which may be the one in place.
    private bool NeedsRebuild => !Misplaced.IsEmpty || Extra.Length > MostDeletions || Extra.Any(rule => Ownership.OwnerOf(rule) is null || IsWanted(rule));

    private bool IsWanted(string specification) => Target.Any(rule => rule.Specification == specification);

    /// <summary>The change that puts one missing or misplaced rule where it belongs, when all before it stand.</summary>
    public IptablesEdit Insertion(string table, string chain, int index)
    {
        var atEnd = Missing.Length >= Target.Length - index && Missing[^(Target.Length - index)] == index;
        var rule = Target[index].Specification;
        return atEnd ? IptablesEdit.Append(table, chain, rule) : IptablesEdit.Insert(table, chain, index, rule);
    }

    private IEnumerable<IptablesEdit> Insertions(string table, string chain) => Missing.Select(index => Insertion(table, chain, index));

    private static ImmutableArray<string> ExtraOf(ImmutableArray<PlacedRule> target, ImmutableArray<string> observed)
    {
        var wanted = new bool[observed.Length];
        foreach (var placed in target.Where(static placed => placed.Position != PlacedRule.Missing))
        {
            wanted[placed.Position] = true;
        }

        return [.. observed.Where((_, i) => !wanted[i])];
    }

    private static (ImmutableArray<int> Missing, ImmutableArray<int> Misplaced) Walk(ImmutableArray<PlacedRule> target)
    {
        var missing = ImmutableArray.CreateBuilder<int>();
        var misplaced = ImmutableArray.CreateBuilder<int>();
        var last = -1;
        for (var i = 0; i < target.Length; i++)
        {
            if (target[i].Position == PlacedRule.Missing)
            {
                missing.Add(i);
            }
            else if (target[i].Position <= last)
            {
                // Equal only where a chain is to be brought back in which a rule stood twice.
                misplaced.Add(i);
            }
            else
            {
                last = target[i].Position;
            }
        }

        return (missing.ToImmutable(), misplaced.ToImmutable());
    }
}

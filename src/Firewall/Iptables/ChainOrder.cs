using System.Collections.Immutable;

namespace NetController.Firewall.Iptables;

/// <summary>Puts the rules that a chain should hold into the order that changes the kernel least.</summary>
internal static class ChainOrder
{
    /// <summary>
    /// Networks stand in the order in which the kernel holds them, new ones after; head and tail stay where they are. So the order in which
    /// networks were made, which no record keeps, is no difference, and a new network is only appended.
    /// </summary>
    /// <param name="desired">The rules: head, each network's together, tail.</param>
    public static ImmutableArray<PlacedRule> Arrange(ImmutableArray<PlacedRule> desired)
    {
        var runs = new List<(int First, int Start, int End)>(desired.Length);
        for (var start = 0; start < desired.Length;)
        {
            var (first, end) = RunFrom(desired, start);
            runs.Add((desired[start].Rule.Place switch { RulePlace.Head => -1, RulePlace.Tail => PlacedRule.Missing, _ => first }, start, end));
            start = end;
        }

        // By position, and as given where that does not decide: a tail stays behind the networks that are new.
        runs.Sort(static (a, b) => a.First != b.First ? a.First.CompareTo(b.First) : a.Start.CompareTo(b.Start));
        var arranged = ImmutableArray.CreateBuilder<PlacedRule>(desired.Length);
        foreach (var (_, start, end) in runs)
        {
            arranged.AddRange(desired.AsSpan()[start..end]);
        }

        return arranged.MoveToImmutable();
    }

    /// <summary>Rules of one place and network that stand together, and the earliest position of any.</summary>
    private static (int First, int End) RunFrom(ImmutableArray<PlacedRule> rules, int start)
    {
        var (place, network) = (rules[start].Rule.Place, rules[start].Rule.Network);
        var first = PlacedRule.Missing;
        var end = start;
        while (end < rules.Length && rules[end].Rule.Place == place && rules[end].Rule.Network == network)
        {
            first = Math.Min(first, rules[end].Position);
            end++;
        }

        return (first, end);
    }
}

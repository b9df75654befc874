using System.Collections.Immutable;
using NetController.Netlink.NfTables;

namespace NetController.Firewall.NfTables;

/// <summary>Compares the rules of a chain with those it should hold, by what they do: comments and handles do not count.</summary>
/// <param name="Extra">Rules that should not be there.</param>
/// <param name="Missing">The positions, among the rules that should be there, of those that are not.</param>
/// <param name="IsMisordered">Whether the rules that should be there stand in another order.</param>
internal sealed record RuleComparison(ImmutableArray<NftRule> Extra, ImmutableArray<int> Missing, bool IsMisordered)
{
    /// <summary>Whether both lists of rules do the same.</summary>
    public static bool AreEqual(ImmutableArray<NftRule> desired, ImmutableArray<NftRule> observed)
    {
        if (desired.Length != observed.Length)
        {
            return false;
        }

        for (var i = 0; i < desired.Length; i++)
        {
            if (!desired[i].Expressions.Equals(observed[i].Expressions))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Compares.</summary>
    public static RuleComparison Of(ImmutableArray<NftRule> desired, ImmutableArray<NftRule> observed)
    {
        var found = new bool[desired.Length];
        var extra = ImmutableArray.CreateBuilder<NftRule>();
        var (last, isMisordered) = (-1, false);
        foreach (var rule in observed)
        {
            var at = Find(desired, found, rule);
            if (at < 0)
            {
                extra.Add(rule);
                continue;
            }

            found[at] = true;
            isMisordered |= at < last;
            last = at;
        }

        return new RuleComparison(extra.ToImmutable(), [.. Enumerable.Range(0, desired.Length).Where(i => !found[i])], isMisordered);
    }

    private static int Find(ImmutableArray<NftRule> desired, bool[] found, NftRule rule)
    {
        for (var i = 0; i < desired.Length; i++)
        {
            if (!found[i] && desired[i].Expressions.Equals(rule.Expressions))
            {
                return i;
            }
        }

        return -1;
    }
}

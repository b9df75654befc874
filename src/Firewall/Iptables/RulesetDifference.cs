using System.Collections.Immutable;

namespace NetController.Firewall.Iptables;

/// <summary>What separates the kernel from a ruleset in one family.</summary>
/// <param name="Family">The family.</param>
/// <param name="Tables">The tables that differ.</param>
/// <param name="Edits">The changes that cure it; no more than the difference.</param>
/// <param name="After">What the kernel holds once they are made.</param>
internal sealed record RulesetDifference(
    IPFamily Family, ImmutableArray<TableDifference> Tables, ImmutableArray<IptablesEdit> Edits, ObservedRuleset After)
{
    /// <summary>Whether the kernel is as it should be.</summary>
    public bool IsEmpty => Edits.IsEmpty;

    /// <summary>The changes as commands of the <c>iptables</c> program.</summary>
    public IEnumerable<string> Commands => Edits.Select(edit => edit.Command(Family));

    /// <summary>Compares the kernel with what it should hold.</summary>
    public static RulesetDifference Compute(IptablesRuleset desired, ObservedRuleset observed)
    {
        var tables = ImmutableArray.CreateBuilder<TableDifference>();
        var edits = ImmutableArray.CreateBuilder<IptablesEdit>();
        var after = observed;
        foreach (var name in Names.Tables)
        {
            var table = TableDifference.Compute(name, desired.Tables.Items.FirstOrDefault(table => table.Name == name), observed);
            if (!table.IsEmpty)
            {
                tables.Add(table);
                edits.AddRange(table.Edits(after, out after));
            }
        }

        return new RulesetDifference(desired.Family, tables.ToImmutable(), edits.ToImmutable(), after);
    }
}

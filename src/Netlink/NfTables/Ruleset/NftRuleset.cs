using System.Collections.Immutable;

namespace NetController.Netlink.NfTables;

/// <summary>All tables with all that is in them, as they were at one moment; <c>nft list ruleset</c>.</summary>
public sealed class NftRuleset
{
    internal NftRuleset(uint generation, ImmutableArray<NftTableContent> tables)
    {
        Generation = generation;
        Tables = tables;
    }

    /// <summary>The generation it was read at, for <see cref="NftConnection.BeginTransaction"/>.</summary>
    public uint Generation { get; }

    /// <summary>The tables in the kernel's order.</summary>
    public ImmutableArray<NftTableContent> Tables { get; }

    /// <summary>Looks a table up.</summary>
    /// <param name="table">Family and name.</param>
    /// <returns>The table, or null when there is none.</returns>
    public NftTableContent? Find(NftTableName table)
    {
        foreach (var one in Tables)
        {
            if (one.Table.Reference == table)
            {
                return one;
            }
        }

        return null;
    }

    /// <summary>
    /// All of it as a file for <c>nft -f</c>, laid out as <c>nft list ruleset</c> does. A rule that nft has no notation for is a comment there; <see cref="NftRule.ToText"/> tells which.
    /// </summary>
    /// <returns>The text.</returns>
    public override string ToString() => NftRulesetText.Format(Tables);
}

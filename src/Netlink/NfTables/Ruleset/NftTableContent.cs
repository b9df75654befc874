using System.Collections.Immutable;

namespace NetController.Netlink.NfTables;

/// <summary>A table with its sets and chains; <c>nft list table</c>.</summary>
public sealed class NftTableContent
{
    /// <summary>Puts a table together.</summary>
    /// <param name="table">The table.</param>
    /// <param name="sets">Its sets and maps, those that rules hold without a name too.</param>
    /// <param name="chains">Its chains.</param>
    public NftTableContent(NftTable table, ImmutableArray<NftSetContent> sets, ImmutableArray<NftChainContent> chains)
    {
        Table = table;
        Sets = sets;
        Chains = chains;
    }

    /// <summary>The table.</summary>
    public NftTable Table { get; }

    /// <summary>Its sets and maps in the kernel's order, those that rules hold without a name too (<see cref="NftSetFlags.Anonymous"/>).</summary>
    public ImmutableArray<NftSetContent> Sets { get; }

    /// <summary>Its chains in the kernel's order.</summary>
    public ImmutableArray<NftChainContent> Chains { get; }

    /// <summary>Looks a set or map up.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The set with its elements, or null when there is none.</returns>
    public NftSetContent? FindSet(string name)
    {
        foreach (var set in Sets)
        {
            if (set.Set.Name == name)
            {
                return set;
            }
        }

        return null;
    }

    /// <summary>
    /// The table as a file for <c>nft -f</c>, laid out as <c>nft list table</c> does. A rule that nft has no notation for is a comment there; <see cref="NftRule.ToText"/> tells which.
    /// </summary>
    /// <returns>The text.</returns>
    public override string ToString() => NftRulesetText.Format([this]);
}

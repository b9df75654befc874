using System.Collections.Immutable;

namespace NetController.Netlink.NfTables;

/// <summary>A table with its sets and chains; <c>nft list table</c>.</summary>
public sealed class NftTableContent
{
    internal NftTableContent(NftTable table, ImmutableArray<NftSetContent> sets, ImmutableArray<NftChainContent> chains)
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
}

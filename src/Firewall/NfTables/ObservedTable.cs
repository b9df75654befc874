using NetController.Netlink.NfTables;

namespace NetController.Firewall.NfTables;

/// <summary>Our table as the kernel holds it, to be looked things up in.</summary>
internal sealed class ObservedTable
{
    private readonly Dictionary<string, NftChainContent> _chains;
    private readonly Dictionary<string, NftSetContent> _sets;

    /// <summary>Takes what was read; null where there is no table.</summary>
    public ObservedTable(NftTableContent? content)
    {
        Exists = content is not null;
        _chains = content?.Chains.ToDictionary(static chain => chain.Chain.Name, StringComparer.Ordinal) ?? [];
        _sets = content?.Sets.ToDictionary(static set => set.Set.Name, StringComparer.Ordinal) ?? [];
        IsUsed = content is not null && (_sets.Values.Any(static set => !IsOurs(set.Set)) || _chains.Values.Any(IsUsers));
    }

    /// <summary>Whether there is a table.</summary>
    public bool Exists { get; }

    /// <summary>Whether the administrator has put something of his own into it: rules into the user chain, or chains and sets beside ours.</summary>
    public bool IsUsed { get; }

    /// <summary>The chains of ours that are there, the user chain left out.</summary>
    public IEnumerable<NftChainContent> OurChains => _chains.Values.Where(static chain => TableNames.IsOurs(chain.Chain.Name));

    private IEnumerable<NftExpression> Others => _chains.Values.Where(static chain => !TableNames.IsOurs(chain.Chain.Name)).SelectMany(static chain => chain.Rules).SelectMany(static rule => rule.Expressions);

    /// <summary>A chain; null where it is not there.</summary>
    public NftChainContent? FindChain(string name) => _chains.GetValueOrDefault(name);

    /// <summary>A set; null where it is not there.</summary>
    public NftSetContent? FindSet(string name) => _sets.GetValueOrDefault(name);

    /// <summary>Whether a rule of the administrator's looks into a set.</summary>
    public bool IsReferredTo(NftSet set) => Others.Any(one => one is NftLookup lookup && lookup.Set == set.Name);

    /// <summary>Whether a rule of the administrator's leads to a chain.</summary>
    public bool IsReferredTo(string chain) => Others.Any(one => one is NftVerdictStatement statement && statement.Verdict.Chain == chain);

    /// <summary>How a chain is found. The user chain is its administrator's, whatever it is.</summary>
    public ObservedState StateOf(NftChain chain) => FindChain(chain.Name) is not { } found ? ObservedState.Missing
        : chain.Name == TableNames.User || Equals(found.Chain.Base, chain.Base) ? ObservedState.Same
        : ObservedState.Other;

    /// <summary>How a set is found.</summary>
    public ObservedState StateOf(NftSet set) => FindSet(set.Name) is not { Set: var found } ? ObservedState.Missing
        : found.KeyType.Equals(set.KeyType) && Equals(found.DataType, set.DataType) && found.Flags == set.Flags ? ObservedState.Same
        : ObservedState.Other;

    private static bool IsOurs(NftSet set) => TableSets.All.Any(one => one.Name == set.Name) || set.Flags.HasFlag(NftSetFlags.Anonymous);

    private static bool IsUsers(NftChainContent chain) => chain.Chain.Name == TableNames.User ? !chain.Rules.IsEmpty : !TableNames.IsOurs(chain.Chain.Name);
}

using System.Collections.Immutable;
using NetController.Netlink.NfTables;

namespace NetController.Firewall.NfTables;

/// <summary>What separates the kernel from what our table should be.</summary>
internal sealed class TableDifference
{
    private readonly string _owner;

    private TableDifference(ObservedTable observed, ImmutableArray<NftChainContent> chains, IReadOnlyDictionary<ElementKey, ElementClaim> elements, string owner)
    {
        (Observed, Chains, Elements, _owner) = (observed, chains, elements, owner);
        FindElements();
    }

    /// <summary>What is there.</summary>
    public ObservedTable Observed { get; }

    /// <summary>The chains that should be there; none where nothing of ours should.</summary>
    public ImmutableArray<NftChainContent> Chains { get; }

    /// <summary>The elements that should be there.</summary>
    public IReadOnlyDictionary<ElementKey, ElementClaim> Elements { get; }

    /// <summary>Elements that should be there and are not, or lead elsewhere.</summary>
    public List<ElementKey> Missing { get; } = [];

    /// <summary>Elements that should not be there, or lead elsewhere.</summary>
    public List<Element> Extra { get; } = [];

    /// <summary>Whether nothing of ours should be there.</summary>
    public bool IsOfNothing => Chains.IsEmpty;

    /// <summary>The table.</summary>
    public NftTable Table => new(TableNames.Table.Family, TableNames.Table.Name) { Comment = _owner };

    // A set or chain that is something else cannot be changed while anything refers to it.
    private bool IsDamaged => TableSets.All.Any(set => Observed.StateOf(set) == ObservedState.Other)
        || Chains.Any(chain => Observed.StateOf(chain.Chain) == ObservedState.Other);

    /// <summary>Compares the kernel with what it should hold.</summary>
    /// <param name="host">What serves all networks; null where nothing of ours should be there.</param>
    /// <param name="elements">The elements that should be there.</param>
    /// <param name="observed">What is there; null for no table.</param>
    /// <param name="owner">The owner tag that a new table gets.</param>
    public static TableDifference Of(HostPolicy? host, IReadOnlyDictionary<ElementKey, ElementClaim> elements, NftTableContent? observed, string owner) =>
        new(new ObservedTable(observed), host is null ? [] : TableChains.For(host), elements, owner);

    /// <summary>The edits that make the kernel hold what it should; none where it does.</summary>
    public List<TableEdit> Edits()
    {
        var edits = new List<TableEdit>();
        if (IsOfNothing)
        {
            Clear(edits);
        }
        else if (!Observed.Exists || IsDamaged)
        {
            Rebuild(edits);
        }
        else
        {
            Mend(edits);
        }

        return edits;
    }

    private void FindElements()
    {
        for (var i = 0; i < TableSets.All.Length; i++)
        {
            var set = TableSets.All[i];
            if (Observed.StateOf(set) == ObservedState.Same)
            {
                CompareElements((ElementSet)i, Observed.FindSet(set.Name)!);
            }
        }

        foreach (var key in Elements.Keys)
        {
            if (Observed.StateOf(TableSets.Of(key.Set)) != ObservedState.Same)
            {
                Missing.Add(key);
            }
        }
    }

    private void CompareElements(ElementSet set, NftSetContent observed)
    {
        var same = new HashSet<ElementKey>();
        foreach (var one in observed.Elements)
        {
            var key = new ElementKey(set, one.Key, one.KeyEnd ?? default);
            var target = new ElementTarget(one.Data ?? default, one.Verdict);
            if (Elements.TryGetValue(key, out var claim) && claim.Target == target)
            {
                same.Add(key);
            }
            else
            {
                Extra.Add(new Element(key, target));
            }
        }

        foreach (var key in Elements.Keys)
        {
            if (key.Set == set && !same.Contains(key))
            {
                Missing.Add(key);
            }
        }
    }

    private void Rebuild(List<TableEdit> edits)
    {
        if (!Observed.Exists)
        {
            edits.Add(TableEdit.AddTable(Table));
        }

        Strip(edits, set => Observed.StateOf(set) == ObservedState.Same, name => Chains.Any(chain => chain.Chain.Name == name && Observed.StateOf(chain.Chain) == ObservedState.Same));
        edits.AddRange(TableSets.All.Where(set => Observed.StateOf(set) != ObservedState.Same).Select(TableEdit.AddSet));
        edits.AddRange(Chains.Where(chain => Observed.StateOf(chain.Chain) != ObservedState.Same).Select(static chain => TableEdit.AddChain(chain.Chain)));
        edits.AddRange(Chains.SelectMany(static chain => chain.Rules).Select(TableEdit.AddRule));
        AddElements(edits, Elements.Keys.OrderBy(static key => key.Set));
    }

    // Rules refer to sets and elements to chains, so rules go first, then elements, then chains.
    private void Strip(List<TableEdit> edits, Func<NftSet, bool> keepsSet, Func<string, bool> keepsChain)
    {
        edits.AddRange(Observed.OurChains.Where(static chain => !chain.Rules.IsEmpty).Select(static chain => TableEdit.FlushChain(chain.Chain)));
        foreach (var set in TableSets.All)
        {
            if (Observed.FindSet(set.Name) is not { } found)
            {
                continue;
            }

            if (!keepsSet(set))
            {
                edits.Add(TableEdit.DeleteSet(found.Set));
            }
            else if (!found.Elements.IsEmpty)
            {
                edits.Add(TableEdit.FlushSet(set));
            }
        }

        edits.AddRange(Observed.OurChains.Where(chain => !keepsChain(chain.Chain.Name)).Select(static chain => TableEdit.DeleteChain(chain.Chain)));
    }

    private void Mend(List<TableEdit> edits)
    {
        edits.AddRange(TableSets.All.Where(set => Observed.StateOf(set) == ObservedState.Missing).Select(TableEdit.AddSet));
        edits.AddRange(Chains.Where(chain => Observed.StateOf(chain.Chain) == ObservedState.Missing).Select(static chain => TableEdit.AddChain(chain.Chain)));
        edits.AddRange(Extra.Select(static element => TableEdit.DeleteElement(element.Key)));
        foreach (var chain in Chains)
        {
            var found = Observed.FindChain(chain.Chain.Name);
            if (chain.Chain.Name == TableNames.User || RuleComparison.AreEqual(chain.Rules, found?.Rules ?? []))
            {
                continue;
            }

            if (found is { Rules.IsEmpty: false })
            {
                edits.Add(TableEdit.FlushChain(chain.Chain));
            }

            edits.AddRange(chain.Rules.Select(TableEdit.AddRule));
        }

        AddElements(edits, Missing);
    }

    // What the administrator has put into the table stays, the user chain with it, and emptied what his rules refer to.
    private void Clear(List<TableEdit> edits)
    {
        if (Observed.IsUsed)
        {
            Strip(edits, Observed.IsReferredTo, Observed.IsReferredTo);
        }
        else if (Observed.Exists)
        {
            edits.Add(TableEdit.DeleteTable());
        }
    }

    private void AddElements(List<TableEdit> edits, IEnumerable<ElementKey> keys) => edits.AddRange(keys.Select(key => TableEdit.AddElement(key, Elements[key].Target)));
}

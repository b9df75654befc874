namespace NetController.Firewall.NfTables;

/// <summary>The edits of a change of policies where the kernel is known to hold the policies of before.</summary>
internal static class ChangeEdits
{
    /// <summary>All edits: what goes before what comes, the elements of a set together, so that they go in one message.</summary>
    public static List<TableEdit> Of(BookChange change, HostPolicy before)
    {
        var edits = new List<TableEdit>(change.Elements.Count);
        if (change.Host != before)
        {
            AddHost(edits, change.Host, before);
        }

        Span<bool> deletes = stackalloc bool[TableSets.All.Length];
        Span<bool> adds = stackalloc bool[TableSets.All.Length];
        deletes.Clear();
        adds.Clear();
        foreach (var (key, element) in change.Elements)
        {
            deletes[(int)key.Set] |= element.Deletes;
            adds[(int)key.Set] |= element.Adds;
        }

        AddDeletions(edits, change, deletes);
        AddAdditions(edits, change, adds);
        return edits;
    }

    private static void AddDeletions(List<TableEdit> edits, BookChange change, ReadOnlySpan<bool> concerned)
    {
        for (var set = 0; set < concerned.Length; set++)
        {
            if (!concerned[set])
            {
                continue;
            }

            foreach (var (key, element) in change.Elements)
            {
                if ((int)key.Set == set && element.Deletes)
                {
                    edits.Add(TableEdit.DeleteElement(key));
                }
            }
        }
    }

    private static void AddAdditions(List<TableEdit> edits, BookChange change, ReadOnlySpan<bool> concerned)
    {
        for (var set = 0; set < concerned.Length; set++)
        {
            if (!concerned[set])
            {
                continue;
            }

            foreach (var (key, element) in change.Elements)
            {
                if ((int)key.Set == set && element.Adds)
                {
                    edits.Add(TableEdit.AddElement(key, element.After!.Target));
                }
            }
        }
    }

    private static void AddHost(List<TableEdit> edits, HostPolicy after, HostPolicy before)
    {
        var old = TableChains.OfHost(before);
        foreach (var chain in TableChains.OfHost(after))
        {
            if (!RuleComparison.AreEqual(chain.Rules, old.First(one => one.Chain.Name == chain.Chain.Name).Rules))
            {
                edits.Add(TableEdit.FlushChain(chain.Chain));
                edits.AddRange(chain.Rules.Select(TableEdit.AddRule));
            }
        }
    }
}

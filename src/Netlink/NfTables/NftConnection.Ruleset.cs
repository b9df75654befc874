using System.Collections.Immutable;

namespace NetController.Netlink.NfTables;

/// <content>Everything at once; <c>nft list ruleset</c>.</content>
public sealed partial class NftConnection
{
    /// <summary>
    /// Reads all tables, or one, with all that is in them, as they were at one moment; <c>nft list ruleset</c>. Nobody has changed the ruleset while it was read: when somebody does, it is read again.
    /// </summary>
    /// <param name="table">Which table, or null for all.</param>
    /// <returns>The ruleset; without tables when there are none, or no such one.</returns>
    /// <exception cref="ArgumentException">No table can have this name.</exception>
    /// <exception cref="DumpInterruptedException">The ruleset was changed during each of <see cref="NetlinkSocketOptions.DumpAttempts"/> attempts.</exception>
    public NftRuleset ReadRuleset(NftTableName? table = null)
    {
        NftTableCheck.Name(table, nameof(table));
        for (var attempt = 1; attempt <= _attempts; attempt++)
        {
            var generation = GetGeneration();
            AwaitTransaction(generation);
            if (TryReadTables(table, generation) is { } tables && GetGeneration() == generation)
            {
                return new NftRuleset(generation, tables);
            }
        }

        throw new DumpInterruptedException("list ruleset", _attempts);
    }

    /// <summary>Reads the tables; null when something that was listed is gone before it could be read.</summary>
    private ImmutableArray<NftTableContent>? TryReadTables(NftTableName? only, uint generation)
    {
        try
        {
            return ReadTables(only, generation);
        }
        catch (NetlinkException gone) when (gone.Errno is Errno.ENOENT && GetGeneration() != generation)
        {
            return null;
        }
    }

    private ImmutableArray<NftTableContent>? ReadTables(NftTableName? only, uint generation)
    {
        var tables = only is { } name ? FindTable(name) is { } one ? [one] : ImmutableArray<NftTable>.Empty : ListTables();
        var chains = ListChains(only).ToLookup(static chain => chain.Table);
        var rules = (only is { } table ? ListRules(table) : ListRules()).ToLookup(static rule => (rule.Table, rule.Chain));
        var sets = new List<NftSetContent>();
        foreach (var set in ListSets(only))
        {
            if (TryListElements(set, generation) is not { } elements)
            {
                return null;
            }

            sets.Add(new NftSetContent(set, elements));
        }

        var setsOfTables = sets.ToLookup(static content => content.Set.Table);
        return
        (ImmutableArray<NftTableContent>)[
            .. tables.Select(one => new NftTableContent(
                one,
                [.. setsOfTables[one.Reference]],
                [.. chains[one.Reference].Select(chain => new NftChainContent(chain, [.. rules[(chain.Table, chain.Name)]]))])),
        ];
    }
}

namespace NetController.Netlink.NfTables;

/// <summary>One change of a transaction. Its kinds are nested records; there are no others.</summary>
public abstract record NftChange
{
    private NftChange()
    {
    }

    /// <summary>A table has been made or changed.</summary>
    /// <param name="Table">The table.</param>
    public sealed record TableChanged(NftTable Table) : NftChange;

    /// <summary>A table has been deleted.</summary>
    /// <param name="Table">Which.</param>
    public sealed record TableDeleted(NftTableName Table) : NftChange;

    /// <summary>A chain has been made or changed.</summary>
    /// <param name="Chain">The chain.</param>
    public sealed record ChainChanged(NftChain Chain) : NftChange;

    /// <summary>A chain has been deleted.</summary>
    /// <param name="Table">Its table.</param>
    /// <param name="Chain">Its name.</param>
    public sealed record ChainDeleted(NftTableName Table, string Chain) : NftChange;

    /// <summary>A rule has been added. A rule that replaces another is added, and the other deleted.</summary>
    /// <param name="Rule">The rule, with its handle.</param>
    /// <param name="After">The handle of the rule before it; null where it is the first or the last of its chain.</param>
    /// <param name="IsAppended">Where there is no <paramref name="After"/>: it is the last of its chain rather than the first.</param>
    public sealed record RuleAdded(NftRule Rule, ulong? After, bool IsAppended) : NftChange;

    /// <summary>A rule has been deleted.</summary>
    /// <param name="Table">Its table.</param>
    /// <param name="Chain">The name of its chain.</param>
    /// <param name="Handle">Its handle.</param>
    public sealed record RuleDeleted(NftTableName Table, string Chain, ulong Handle) : NftChange;

    /// <summary>A set or map has been made or changed.</summary>
    /// <param name="Set">The set.</param>
    public sealed record SetChanged(NftSet Set) : NftChange;

    /// <summary>A set or map has been deleted.</summary>
    /// <param name="Table">Its table.</param>
    /// <param name="Set">Its name.</param>
    public sealed record SetDeleted(NftTableName Table, string Set) : NftChange;

    /// <summary>An element has been added to a set or map, or changed. Elements that time out, or that rules add and remove, are not announced.</summary>
    /// <param name="Table">The table.</param>
    /// <param name="Set">The name of the set.</param>
    /// <param name="Element">The element.</param>
    /// <param name="IsRangeEnd">It is not in the set itself, but the first key behind a range: sets of ranges of single keys tell beginning and end of each apart.</param>
    public sealed record ElementAdded(NftTableName Table, string Set, NftElement Element, bool IsRangeEnd) : NftChange;

    /// <summary>An element has been taken out of a set or map.</summary>
    /// <inheritdoc cref="ElementAdded" path="/param"/>
    public sealed record ElementDeleted(NftTableName Table, string Set, NftElement Element, bool IsRangeEnd) : NftChange;
}

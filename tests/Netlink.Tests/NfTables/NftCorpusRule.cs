using NetController.Netlink.NfTables;

namespace NetController.Netlink.Tests.NfTables;

/// <summary>A rule in both forms.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Chain">Its chain.</param>
/// <param name="Text">As nft takes it.</param>
/// <param name="Written">As this library writes it, for a table of any family.</param>
internal sealed record NftCorpusRule(NftTableName Table, string Chain, string Text, NftExpressionList Written)
{
    /// <summary>For the family of its table.</summary>
    internal NftExpressionList Expressions => Written.For(Table.Family);

    /// <summary>As nft lists it, which in all but one case is how it takes it.</summary>
    internal string Listed { get; init; } = Text;

    /// <summary>In what nft sends other bytes for the same; null where it sends the very bytes that this library does.</summary>
    internal string? Difference { get; init; }

    public override string ToString() => $"{Table} {Chain} {Text}";
}

using NetController.Firewall.NfTables;
using NetController.Netlink.NfTables;

namespace NetController.Firewall.Tests.Support;

/// <summary>Tables of nf_tables as tests need them, without a kernel.</summary>
internal static class Tables
{
    public const string Owner = "netctl:fee100000000:host:table";

    public static TableBook BookOf(Scenario scenario) => BookOf(scenario.Change);

    public static TableBook BookOf(params ReadOnlySpan<FirewallChange> changes)
    {
        var book = new TableBook();
        foreach (var change in changes)
        {
            book.Enter(book.Prepare(change));
        }

        return book;
    }

    /// <summary>The elements of a book as nft writes them.</summary>
    public static string[] Text(TableBook book) => TableText.PrintElements(book.Elements, static _ => true).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What separates a table from what the policies of a book mean.</summary>
    public static TableDifference Compare(TableBook book, NftTableContent? observed) =>
        TableDifference.Of(book.IsEmpty ? null : book.Host, new Dictionary<ElementKey, ElementClaim>(book.Elements), observed, Owner);

    /// <summary>The table that holds exactly what a book means, changed by a test where it likes.</summary>
    public static NftTableContent Of(
        TableBook book,
        Func<NftSetContent, NftSetContent?>? set = null,
        Func<NftChainContent, NftChainContent?>? chain = null) => new(
            new NftTable(TableNames.Table.Family, TableNames.Table.Name) { Comment = Owner },
            [.. TableSets.All.Select((one, i) => Changed(new NftSetContent(one, [.. book.Elements.Where(element => (int)element.Key.Set == i).Select(static element => element.Value.Target.At(element.Key))]), set)).OfType<NftSetContent>()],
            [.. TableChains.For(book.Host).Select(one => Changed(one, chain)).OfType<NftChainContent>()]);

    private static T? Changed<T>(T one, Func<T, T?>? change)
        where T : class => change is null ? one : change(one);
}

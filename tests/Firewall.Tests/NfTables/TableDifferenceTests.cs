using NetController.Firewall.NfTables;
using NetController.Firewall.Tests.Support;
using NetController.Netlink.NfTables;

namespace NetController.Firewall.Tests.NfTables;

/// <summary>What is found in the kernel is compared with what should be there, and only the difference is edited.</summary>
public sealed class TableDifferenceTests
{
    private static readonly TableBook Book = Tables.BookOf(Samples.Set(Samples.DualStack(1)) with { SetEndpoints = [Samples.In(1, 2, "8080:80")] });

    [Test]
    public void A_table_as_it_should_be_is_left_alone()
    {
        var difference = Tables.Compare(Book, Tables.Of(Book));

        Assert.That(difference.Edits(), Is.Empty);
        Assert.That(new DriftOfTable(difference, Book).All(), Is.Empty);
    }

    [Test]
    public void A_missing_table_is_made_whole()
    {
        var words = Words(Tables.Compare(Book, observed: null));

        Assert.That(words[0], Is.EqualTo($"add table inet netctl {{ comment \"{Tables.Owner}\"; }}"));
        Assert.That(words.Count(static word => word.StartsWith("add set", StringComparison.Ordinal) || word.StartsWith("add map", StringComparison.Ordinal)), Is.EqualTo(TableSets.All.Length));
        Assert.That(words.Count(static word => word.StartsWith("add element", StringComparison.Ordinal)), Is.EqualTo(Book.Elements.Count));
        Assert.That(words, Has.None.StartsWith("delete").And.None.StartsWith("flush"));
    }

    [Test]
    public void A_chain_with_another_rule_is_written_anew_and_no_other()
    {
        var words = Words(Tables.Compare(Book, Tables.Of(Book, chain: static chain => chain.Chain.Name == TableNames.Open ? new NftChainContent(chain.Chain, [.. chain.Rules.Skip(1)]) : chain)));

        Assert.That(words, Is.EqualTo(new[]
        {
            "flush chain inet netctl open",
            "add rule inet netctl open ip daddr . meta l4proto . th dport @open4 accept",
            "add rule inet netctl open ip6 daddr . meta l4proto . th dport @open6 accept",
            "add rule inet netctl open drop",
        }));
    }

    [Test]
    public void Rules_of_the_administrator_and_chains_of_his_are_none_of_our_business()
    {
        var rule = new NftRule(TableNames.Table, TableNames.User, [NftStatement.Drop]);
        var table = Tables.Of(Book, chain: chain => chain.Chain.Name == TableNames.User ? new NftChainContent(chain.Chain, [rule]) : chain);
        var withHis = new NftTableContent(table.Table, table.Sets, [.. table.Chains, new NftChainContent(new NftChain(TableNames.Table, "his"), [])]);

        Assert.That(Tables.Compare(Book, withHis).Edits(), Is.Empty);
        Assert.That(Words(Tables.Compare(new TableBook(), withHis)), Has.None.Contains("user").And.None.Contains("his").And.None.StartsWith("delete table"));
        Assert.That(Words(Tables.Compare(new TableBook(), Tables.Of(Book))), Is.EqualTo(new[] { "delete table inet netctl" }));
    }

    [Test]
    public void A_set_with_other_keys_makes_everything_of_ours_anew_but_the_table()
    {
        var words = Words(Tables.Compare(Book, Tables.Of(Book, set: static set => set.Set.Name == "open4" ? new NftSetContent(new NftSet(TableNames.Table, "open4", NftDataType.Mark), []) : set)));

        Assert.That(words, Has.None.Contains("delete table").And.None.Contains("chain inet netctl user"));
        Assert.That(words, Has.Exactly(1).EqualTo("delete set inet netctl open4"));
        Assert.That(words.Count(static word => word.StartsWith("add element", StringComparison.Ordinal)), Is.EqualTo(Book.Elements.Count));
        Assert.That(Array.FindLastIndex(words, static word => word.StartsWith("flush chain", StringComparison.Ordinal)), Is.LessThan(Array.IndexOf(words, "delete set inet netctl open4")), "rules go before the sets they look into");
    }

    private static string[] Words(TableDifference difference) => [.. difference.Edits().Select(static edit => edit.Words)];
}

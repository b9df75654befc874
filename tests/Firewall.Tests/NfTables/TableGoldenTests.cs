using NetController.Firewall.NfTables;
using NetController.Firewall.Tests.Support;

namespace NetController.Firewall.Tests.NfTables;

/// <summary>The table of every scenario, pinned as text that people and <c>nft -f</c> can read.</summary>
public sealed class TableGoldenTests
{
    private static readonly string Goldens = Path.Combine(Repository.Goldens, "nftables");
    private static readonly string Pages = Path.Combine(Repository.RulePages, "nftables");

    private static IEnumerable<Scenario> All => Scenarios.All;

    [TestCaseSource(nameof(All))]
    public void The_table_is_that_of_the_golden(object given)
    {
        var scenario = (Scenario)given;
        var book = Tables.BookOf(scenario);

        Repository.AssertHolds(Goldens, $"{scenario.Name}.nft", TableText.Print(book.IsEmpty ? null : book.Host, book.Elements, Tables.Owner));
    }

    [TestCaseSource(nameof(All))]
    public void The_page_of_the_documentation_shows_the_elements_as_they_are(object given)
    {
        var scenario = (Scenario)given;

        Repository.AssertHolds(Pages, $"{scenario.Name}.md", TablePage.Write(scenario));
    }

    [Test]
    public void The_index_names_every_page_and_shows_the_rules() => Repository.AssertHolds(Pages, "README.md", TablePage.Index(Scenarios.All));

    [Test]
    public void No_golden_and_no_page_is_left_of_a_scenario_that_is_gone()
    {
        var files = Directory.EnumerateFiles(Goldens).Concat(Directory.EnumerateFiles(Pages)).Select(Path.GetFileNameWithoutExtension).Distinct();

        Assert.That(files, Is.EquivalentTo(Scenarios.All.Select(static scenario => scenario.Name).Append("README")));
    }
}

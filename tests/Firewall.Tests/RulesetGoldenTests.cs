using NetController.Firewall.Iptables;
using NetController.Firewall.Tests.Support;

namespace NetController.Firewall.Tests;

/// <summary>The rules of every scenario in both families, pinned as text that people can read.</summary>
public sealed class RulesetGoldenTests
{
    private static IEnumerable<Scenario> All => Scenarios.All;

    [TestCaseSource(nameof(All))]
    public void The_rules_are_those_of_the_golden(object given)
    {
        var scenario = (Scenario)given;

        var text = string.Concat(Rulesets(scenario).Select(static ruleset => RulesetText.Print(ruleset)));

        Repository.AssertHolds(Repository.Goldens, $"{scenario.Name}.rules", text);
    }

    [TestCaseSource(nameof(All))]
    public void The_page_of_the_documentation_shows_the_rules_as_they_are(object given)
    {
        var scenario = (Scenario)given;

        var page = RulePage.Write(scenario, [.. Rulesets(scenario)]);

        Repository.AssertHolds(Repository.RulePages, $"{scenario.Name}.md", page);
    }

    [Test]
    public void The_index_names_every_page() => Repository.AssertHolds(Repository.RulePages, "README.md", RulePage.Index(Scenarios.All));

    [Test]
    public void No_golden_and_no_page_is_left_of_a_scenario_that_is_gone()
    {
        var files = Directory.EnumerateFiles(Repository.Goldens).Concat(Directory.EnumerateFiles(Repository.RulePages))
            .Select(Path.GetFileNameWithoutExtension)
            .Distinct();

        Assert.That(files, Is.EquivalentTo(Scenarios.All.Select(static scenario => scenario.Name).Append("README")));
    }

    private static IEnumerable<IptablesRuleset> Rulesets(Scenario scenario) =>
        new[] { IPFamily.IPv4, IPFamily.IPv6 }.Select(family => IptablesRuleset.For(scenario.Book, family, Samples.Instance));
}

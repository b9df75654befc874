using NetController.Netlink.NfTables;
using NetController.TestSupport.NfTables;

namespace NetController.Netlink.Kernel.Tests.NfTables;

/// <summary>Rules by chance go from a transaction into the kernel, and as text through nft into another namespace. What the text promises of itself is true.</summary>
public sealed class NftRandomRuleTests : NftTest
{
    private const string Chain = "rules";

    [Test]
    public void Rules_as_people_make_them_survive_as_text([Range(1, 8)] int seed)
    {
        MakeSurroundings();
        var rules = new RandomRules(new Random(seed));
        Commit(transaction =>
        {
            for (var i = 0; i < 250; i++)
            {
                transaction.AddRule(new NftRule(Table, Chain, rules.Next()));
            }
        });

        var (exact, equivalent, incomplete) = AssertTextIsWhatItPromises();

        TestContext.Out.WriteLine($"{exact} exact, {equivalent} equivalent, {incomplete} incomplete");
        Assert.That(exact, Is.GreaterThan(100));
    }

    [Test]
    public void Expressions_without_sense_that_the_kernel_takes_survive_as_text_or_are_said_to_have_none([Range(1, 4)] int seed)
    {
        MakeSurroundings();
        var rules = new WildRules(new Random(seed));
        for (var i = 0; i < 1500; i++)
        {
            try
            {
                Commit(transaction => transaction.AddRule(new NftRule(Table, Chain, rules.Next())));
            }
            catch (Exception refused) when (refused is NetlinkException or ArgumentException)
            {
                // Most are nonsense to the kernel too, and some already to the library.
            }
        }

        var (exact, equivalent, incomplete) = AssertTextIsWhatItPromises();

        TestContext.Out.WriteLine($"{exact} exact, {equivalent} equivalent, {incomplete} incomplete");
        Assert.That(exact + equivalent + incomplete, Is.GreaterThan(100));
    }

    [Test]
    public void Sets_without_a_name_stand_in_the_text_of_their_rules()
    {
        MakeSurroundings();
        var ports = new NftSet(Table, "rule-ports", NftDataType.InetService) { Flags = NftSetFlags.Anonymous | NftSetFlags.Constant | NftSetFlags.Interval };
        Commit(transaction =>
        {
            transaction.AddAnonymousSet(
                ports, new NftElement(NftValue.FromPort(80)), new NftElement(NftValue.FromPort(8000)) { KeyEnd = NftValue.FromPort(8080) });
            transaction.AddRule(new NftRule(Table, Chain, [.. NftMatch.InSet(ports, NftField.TcpDestinationPort), NftStatement.Accept]));
        });

        AssertTextIsWhatItPromises();
        Assert.That(Rules(Nft.ReadRuleset()).Single().Text, Is.EqualTo(new NftRuleText("tcp dport { 80, 8000-8080 } accept", NftTextFidelity.Exact)));
    }

    private void MakeSurroundings()
    {
        Make([.. RandomRules.Sets]);
        Commit(static transaction =>
        {
            transaction.AddChain(new NftChain(Table, RandomRules.OtherChain));
            transaction.AddChain(new NftChain(Table, Chain));
        });
    }

    private (int Exact, int Equivalent, int Incomplete) AssertTextIsWhatItPromises()
    {
        var ruleset = Nft.ReadRuleset();
        var before = Rules(ruleset).Where(static rule => rule.Text.Fidelity is not NftTextFidelity.Incomplete).ToList();
        var again = NewNamespace("again");
        NftProgram.Load(again, ruleset.ToString());

        using var other = NftConnection.Open(again.Namespace);
        var after = Rules(other.ReadRuleset());

        Assert.That(after, Has.Count.EqualTo(before.Count));
        var differences = before.Zip(after).Where(static pair => pair.First.Text.Fidelity is NftTextFidelity.Exact
                ? !pair.First.Expressions.Equals(pair.Second.Expressions)
                : pair.First.Text.Text != pair.Second.Text.Text)
            .Select(static pair => $"{pair.First.Text.Fidelity}: {pair.First.Text}\n  {string.Join("\n  ", pair.First.Expressions)}\nhas become: {pair.Second.Text}\n  {string.Join("\n  ", pair.Second.Expressions)}");
        Assert.That(string.Join("\n\n", differences), Is.Empty);

        var exact = before.Count(static rule => rule.Text.Fidelity is NftTextFidelity.Exact);
        return (exact, before.Count - exact, Rules(ruleset).Count - before.Count);
    }

    private static List<(NftExpressionList Expressions, NftRuleText Text)> Rules(NftRuleset ruleset)
    {
        var table = ruleset.Find(Table)!;
        return [.. table.Chains.Single(static chain => chain.Chain.Name == Chain).Rules.Select(rule => (rule.Expressions, rule.ToText(table.FindSet)))];
    }
}

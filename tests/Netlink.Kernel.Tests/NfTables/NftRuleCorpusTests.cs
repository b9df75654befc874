using System.Text.Json.Nodes;
using NetController.Netlink.NfTables;
using NetController.Netlink.Tests.NfTables;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests.NfTables;

/// <summary>A rule written here and one that nft makes of its text are the same: in nft's words, in its JSON, and as they are read back.</summary>
public sealed class NftRuleCorpusTests : KernelTest
{
    private static readonly List<NftCorpusRule> Rules = [.. NftRuleCorpus.Rules()];

    private static readonly IEnumerable<(NftTableName Table, string Chain)> Chains = Rules.Select(static rule => (rule.Table, rule.Chain)).Distinct();

    [Test]
    public void Rules_written_here_are_listed_by_nft_in_the_words_of_their_text()
    {
        WriteHere(Host, Rules.Select(static rule => (rule, rule.Expressions)));

        foreach (var (table, chain) in Chains)
        {
            var listed = Host.Run($"nft list chain {table} {chain}").Split('\n').Where(static line => line.StartsWith("\t\t", StringComparison.Ordinal)).Select(static line => line.Trim());
            Assert.That(listed.Where(static line => !line.StartsWith("type ", StringComparison.Ordinal)), Is.EqualTo(Of(table, chain).Select(static rule => rule.Listed)), $"{table} {chain}");
        }
    }

    [Test]
    public void Rules_written_here_and_by_nft_are_the_same_in_its_json()
    {
        var other = NewNamespace("other");
        WriteHere(Host, Rules.Select(static rule => (rule, rule.Expressions)));
        WriteByNft(other);

        var ours = JsonNode.Parse(Host.Run("nft -j list ruleset"));
        var theirs = JsonNode.Parse(other.Run("nft -j list ruleset"));

        Assert.That(ours!["nftables"]!.AsArray().Count(static item => item!["rule"] is not null), Is.EqualTo(Rules.Count));
        Assert.That(ours.ToJsonString(), Is.EqualTo(theirs!.ToJsonString()));
    }

    [Test]
    public void Rules_written_here_are_read_back_as_they_were_written()
    {
        WriteHere(Host, Rules.Select(static rule => (rule, rule.Expressions)));

        AssertRead(Host);
    }

    [Test]
    public void Rules_made_by_nft_are_read_as_what_is_written_here_and_can_be_written_back()
    {
        WriteByNft(Host);
        AssertRead(Host);

        using var nft = NftConnection.Open(Host.Namespace);
        var copy = NewNamespace("copy");
        WriteHere(copy, Chains.SelectMany(place => Of(place.Table, place.Chain).Zip(nft.ListRules(place.Table, place.Chain), static (rule, read) => (rule, read.Expressions))));

        AssertRead(copy);
        Assert.That(copy.Run("nft list ruleset"), Is.EqualTo(Host.Run("nft list ruleset")));
    }

    [Test]
    public void Rules_with_checks_that_nft_would_leave_out_mean_the_same()
    {
        // As written for any family, with the check of the protocol before each field.
        var rule = Rules.First(static rule => rule.Table.Family is NftFamily.Inet && rule.Written.Count > rule.Expressions.Count);
        WriteHere(Host, [(rule, rule.Written)]);

        using var nft = NftConnection.Open(Host.Namespace);
        Assert.That(nft.ListRules(rule.Table, rule.Chain).Single().Expressions, Is.EqualTo(rule.Written));
        Assert.That(nft.ListRules(rule.Table, rule.Chain).Single().Expressions.For(NftFamily.Inet), Is.EqualTo(rule.Expressions));
    }

    [TestCase("meta mark set numgen inc mod 2")]
    [TestCase("meta mark set jhash ip saddr mod 4 seed 0xdeadbeef")]
    [TestCase("meta mark set symhash mod 4")]
    [TestCase("tcp flags syn synproxy mss 1460 wscale 7")]
    [TestCase("counter name \"named\"")]
    public void An_expression_that_is_not_known_here_is_written_back_as_it_came(string text)
    {
        const string Around = "table inet t { counter named { }\nchain c { type filter hook forward priority filter; }\n}\n";
        NftProgram.Load(Host, Around);
        Assume.That(Host.TryRun($"nft 'add rule inet t c {text}'").ExitCode, Is.Zero, "the kernel lacks it");
        var copy = NewNamespace("copy");
        NftProgram.Load(copy, Around);
        using var from = NftConnection.Open(Host.Namespace);
        using var to = NftConnection.Open(copy.Namespace);
        var rule = from.ListRules().Single();
        using (var transaction = to.BeginTransaction())
        {
            transaction.AddRule(new NftRule(rule.Table, rule.Chain, rule.Expressions));
            transaction.Commit();
        }

        Assert.That(rule.Expressions.OfType<NftRawExpression>(), Is.Not.Empty);
        Assert.That(to.ListRules().Single().Expressions, Is.EqualTo(rule.Expressions));
        Assert.That(copy.Run("nft list ruleset"), Is.EqualTo(Host.Run("nft list ruleset")));
    }

    [TestCase("reset tcp option timestamp")]
    [TestCase("osf name \"Linux\"")]
    public void Two_kinds_are_listed_by_the_kernel_in_a_form_that_it_does_not_take(string text)
    {
        const string Around = "table inet t { chain c { type filter hook forward priority filter; }\n}\n";
        NftProgram.Load(Host, Around);
        Assume.That(Host.TryRun($"nft 'add rule inet t c {text}'").ExitCode, Is.Zero, "the kernel lacks it");
        using var nft = NftConnection.Open(Host.Namespace);
        var rule = nft.ListRules().Single();
        using var transaction = nft.BeginTransaction();
        transaction.AddRule(new NftRule(rule.Table, rule.Chain, rule.Expressions));

        // Attributes are listed that must not be sent.
        NetlinkException? error = null;
        try
        {
            transaction.Commit();
        }
        catch (NetlinkException e)
        {
            error = e;
        }

        Assume.That(error, Is.Not.Null, "this kernel has mended it");
        Assert.That(error!.Errno, Is.EqualTo(Errno.EINVAL));
    }

    private static IEnumerable<NftCorpusRule> Of(NftTableName table, string chain) => Rules.Where(rule => rule.Table == table && rule.Chain == chain);

    private static void AssertRead(TestNamespace where)
    {
        using var nft = NftConnection.Open(where.Namespace);
        foreach (var (table, chain) in Chains)
        {
            var read = nft.ListRules(table, chain);
            Assert.That(read, Has.Length.EqualTo(Of(table, chain).Count()));
            foreach (var (rule, back) in Of(table, chain).Zip(read))
            {
                Assert.That(back.Expressions, Is.EqualTo(rule.Expressions), $"{rule}\n{string.Join('\n', back.Expressions)}\nis not\n{string.Join('\n', rule.Expressions)}");
            }
        }
    }

    private static void WriteHere(TestNamespace where, IEnumerable<(NftCorpusRule Rule, NftExpressionList Expressions)> rules)
    {
        NftProgram.Load(where, NftRuleCorpus.Surroundings);
        using var nft = NftConnection.Open(where.Namespace);
        using var transaction = nft.BeginTransaction();
        foreach (var (rule, expressions) in rules)
        {
            transaction.AddRule(new NftRule(rule.Table, rule.Chain, expressions));
        }

        transaction.Commit();
    }

    private static void WriteByNft(TestNamespace where)
    {
        NftProgram.Load(where, NftRuleCorpus.Surroundings);
        NftProgram.Load(where, string.Concat(Rules.Select(static rule => $"add rule {rule}\n")));
    }
}

using NetController.Netlink.NfTables;

namespace NetController.Netlink.Tests.NfTables;

/// <summary>Rules are the bytes that nft sends for the same text, and those bytes are the rules.</summary>
public sealed class NftExpressionTests
{
    private static readonly IReadOnlyDictionary<string, byte[]> Golden = NftGolden.Load();

    private static IEnumerable<TestCaseData> Rules() => NftRuleCorpus.Rules().Select(static rule => new TestCaseData(rule).SetArgDisplayNames(rule.ToString()));

    private static IEnumerable<TestCaseData> RulesOfEqualBytes() => Rules().Where(static test => ((NftCorpusRule)test.Arguments[0]!).Difference is null);

    [TestCaseSource(nameof(RulesOfEqualBytes))]
    public void A_rule_is_the_bytes_that_nft_sends_for_its_text(object corpusRule)
    {
        var rule = (NftCorpusRule)corpusRule;
        var golden = Golden[rule.ToString()];
        var numbered = rule.Expressions.Zip(NftExpressionCodec.ReadList(golden), static (ours, theirs) => Number(ours, SetIdOf(theirs)));
        Assert.That(Hex(NftBytes.Encode([.. numbered])), Is.EqualTo(Hex(golden)));
    }

    [TestCaseSource(nameof(Rules))]
    public void The_bytes_that_nft_sends_are_read_as_the_rule(object corpusRule)
    {
        var rule = (NftCorpusRule)corpusRule;
        var read = NftExpressionCodec.ReadList(Golden[rule.ToString()]).Select(static expression => Number(expression, null));
        Assert.That(read, Is.EqualTo(rule.Expressions));
    }

    [TestCaseSource(nameof(Rules))]
    public void A_rule_that_is_adapted_to_its_family_stays_as_it_is_when_it_is_adapted_again(object corpusRule)
    {
        var rule = (NftCorpusRule)corpusRule;
        Assert.That(rule.Expressions.For(rule.Table.Family), Is.EqualTo(rule.Expressions));
    }

    [Test]
    public void Every_kind_of_expression_occurs_in_the_rules()
    {
        var kinds = typeof(NftExpression).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(NftExpression)) && type != typeof(NftRawExpression));
        var used = NftRuleCorpus.Rules().SelectMany(static rule => rule.Expressions).Select(static expression => expression.GetType()).Distinct();
        Assert.That(kinds.Except(used), Is.Empty);
    }

    [Test]
    public void An_expression_with_an_attribute_of_a_newer_kernel_is_kept_as_it_came()
    {
        var list = NftBytes.Encode([new NftMeta(NftMetaKey.Mark)]);
        byte[] newer = [8, 0, 99, 0, 0, 0, 0, 7];
        byte[] changed = [.. list, .. newer];
        BitConverter.GetBytes((ushort)(BitConverter.ToUInt16(list, 0) + newer.Length)).CopyTo(changed, 0);
        BitConverter.GetBytes((ushort)(BitConverter.ToUInt16(list, 16) + newer.Length)).CopyTo(changed, 16);

        var expressions = NftExpressionCodec.ReadList(changed);

        Assert.That(expressions.Single(), Is.InstanceOf<NftRawExpression>().With.Property("Kind").EqualTo("meta"));
        Assert.That(NftBytes.Encode(expressions), Is.EqualTo(changed));
    }

    /// <summary>nft also sends the number that a set has within the transaction.</summary>
    private static uint? SetIdOf(NftExpression expression) => expression switch
    {
        NftLookup lookup => lookup.SetId,
        NftDynamicSet change => change.SetId,
        _ => null,
    };

    private static NftExpression Number(NftExpression expression, uint? setId) => expression switch
    {
        NftLookup lookup => lookup with { SetId = setId },
        NftDynamicSet change => change with { SetId = setId },
        _ => expression,
    };

    private static string Hex(byte[] bytes) => string.Join('\n', bytes.Chunk(4).Select(static four => Convert.ToHexStringLower(four)));
}

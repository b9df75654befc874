using CsCheck;
using NetController.Netlink.NfTables;

namespace NetController.Netlink.Tests.NfTables;

/// <summary>What holds of every expression, and of every text of bytes that claims to be one.</summary>
public sealed class NftExpressionPropertyTests
{
    private static readonly byte[][] Seeds = [.. NftRuleCorpus.Rules().Select(static rule => NftBytes.Encode(rule.Expressions))];

    [Test]
    public void What_is_written_is_read_as_the_same() =>
        NftExpressionGen.Any.Sample(static expression => NftExpressionCodec.ReadList(NftBytes.Encode([expression])).Single() == expression, iter: 50_000);

    [Test]
    public void Equal_expressions_have_equal_hashes() =>
        NftExpressionGen.Any.Sample(static expression => NftExpressionCodec.ReadList(NftBytes.Encode([expression])).Single().GetHashCode() == expression.GetHashCode(), iter: 10_000);

    [Test]
    public void Random_bytes_as_a_list_of_expressions_are_survived() => Gen.Byte.Array[0, 200].Sample(static bytes => Survive(bytes), iter: 50_000);

    [Test]
    public void Mutated_lists_of_expressions_are_survived_and_what_is_read_can_be_written() =>
        Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Select(Gen.Int[0, 800], Gen.Byte).Array[1, 6], Gen.Int[0, 800]).Sample(
            static (seed, changes, cut) =>
            {
                var bytes = Seeds[seed].AsSpan().ToArray();
                foreach (var (at, value) in changes)
                {
                    bytes[at % bytes.Length] = value;
                }

                Survive(bytes.AsSpan(0, Math.Min(bytes.Length, cut)));
            },
            iter: 100_000);

    private static void Survive(ReadOnlySpan<byte> bytes)
    {
        NftExpressionList list;
        try
        {
            list = NftExpressionCodec.ReadList(bytes);
        }
        catch (NetlinkProtocolException)
        {
            return;
        }

        // Attributes that came twice or in another order are written once and in order, so the bytes may differ; the meaning does not. What is kept raw may be malformed within.
        var written = NftBytes.Encode(list);
        if (!list.Any(IsRaw))
        {
            Assert.That(NftExpressionCodec.ReadList(written), Is.EqualTo(list));
        }
    }

    private static bool IsRaw(NftExpression expression) => expression is NftRawExpression || (expression is NftDynamicSet change && change.Expressions.Any(IsRaw));
}

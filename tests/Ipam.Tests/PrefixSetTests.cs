using CsCheck;

namespace NetController.Ipam.Tests;

[TestFixture]
internal sealed class PrefixSetTests
{
    // Eight bits of host part are few enough to model address by address.
    private static readonly Gen<(bool Add, int Host, int Length)> Changes = Gen.Select(Gen.Bool, Gen.Int[0, 255], Gen.Int[0, 8]);
    private static readonly Gen<(int Host, int Length, int Wanted)> Questions = Gen.Select(Gen.Int[0, 255], Gen.Int[0, 8], Gen.Int[0, 8]);

    [TestCase("10.0.0.0/24")]
    [TestCase("255.255.255.0/24")]
    [TestCase("0.0.0.0/24")]
    [TestCase("fd00::/120")]
    [TestCase("::ffff:ffff:ffff:ff00/120")]
    [TestCase("::/120")]
    public void The_lowest_gap_is_the_one_that_a_walk_over_all_addresses_finds(string block)
    {
        var within = IPPrefix.Parse(block);

        Gen.Select(Changes.Array[0, 30], Questions.Array[1, 10]).Sample(
            (changes, questions) =>
            {
                var set = PrefixSet.Empty(within.Family);
                var model = new bool[256];
                foreach (var (add, host, length) in changes)
                {
                    var prefix = Part(within, host, length);
                    set = add ? set.Add(prefix) : set.Remove(prefix);
                    Array.Fill(model, add, (int)(prefix.First - within.First), 1 << (8 - length));
                }

                return questions.All(question =>
                    set.LowestFree(Part(within, question.Host, question.Length), within.Length + question.Wanted)
                    == Walk(model, within, Part(within, question.Host, question.Length), within.Length + question.Wanted));
            },
            iter: 2_000);
    }

    [Test]
    public void What_is_added_and_removed_again_leaves_nothing()
    {
        Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[0, 128]).Array[1, 50].Sample(
            prefixes =>
            {
                var all = prefixes.Select(static p => IPPrefix.Containing(IPFamily.IPv6, new UInt128(p.Item1, p.Item2), p.Item3)).ToList();
                var full = all.Aggregate(PrefixSet.Empty(IPFamily.IPv6), static (set, prefix) => set.Add(prefix));
                var empty = all.Aggregate(full, static (set, prefix) => set.Remove(prefix));

                return all.TrueForAll(prefix => full.LowestFreeAddress(prefix) is null)
                    && empty.LowestFree(IPPrefix.Parse("::/0"), 0) == IPPrefix.Parse("::/0");
            },
            iter: 2_000);
    }

    [Test]
    public void Sets_do_not_change_when_others_are_made_of_them()
    {
        var within = IPPrefix.Parse("10.0.0.0/24");
        var before = PrefixSet.Empty(IPFamily.IPv4).Add(IPPrefix.Parse("10.0.0.0/25"));

        var more = before.Add(IPPrefix.Parse("10.0.0.128/25"));
        var less = before.Remove(IPPrefix.Parse("10.0.0.64/26"));

        Assert.That(
            new[] { before, more, less }.Select(set => set.LowestFree(within, 26)?.ToString()),
            Is.EqualTo(new[] { "10.0.0.128/26", null, "10.0.0.64/26" }));
    }

    [TestCase("10.0.0.0/8", 8)]
    [TestCase("10.0.0.0/8", 32)]
    [TestCase("::/0", 0)]
    [TestCase("::/0", 128)]
    public void In_an_empty_set_the_lowest_gap_is_the_first_part(string within, int length)
    {
        var block = IPPrefix.Parse(within);

        Assert.That(PrefixSet.Empty(block.Family).LowestFree(block, length), Is.EqualTo(IPPrefix.Containing(block.Address, length)));
    }

    [Test]
    public void A_gap_larger_than_the_block_it_is_sought_in_does_not_exist()
    {
        Assert.That(PrefixSet.Empty(IPFamily.IPv4).LowestFree(IPPrefix.Parse("10.0.0.0/24"), 23), Is.Null);
    }

    private static IPPrefix Part(IPPrefix within, int host, int length) =>
        IPPrefix.Containing(within.Family, within.First + (UInt128)host, within.Length + length);

    private static IPPrefix? Walk(bool[] taken, IPPrefix all, IPPrefix within, int length)
    {
        if (length < within.Length)
        {
            return null;
        }

        var size = 1 << (all.Length + 8 - length);
        var (first, last) = ((int)(within.First - all.First), (int)(within.Last - all.First));
        for (var start = first; start <= last; start += size)
        {
            if (!taken.AsSpan(start, size).Contains(true))
            {
                return Part(all, start, length - all.Length);
            }
        }

        return null;
    }
}

using CsCheck;
using NetController.Netlink.NfTables;
using NetController.Netlink.Protocol;
using static NetController.Netlink.Tests.FakeKernel;

namespace NetController.Netlink.Tests.NfTables;

/// <summary>How objects are read that this library did not make.</summary>
public sealed class NftReadingTests
{
    private const ushort NewTable = 0xa00;
    private const ushort NewGeneration = 0xa0f;
    private static readonly byte[] Inet = [1, 0, 0, 0];

    [Test]
    public void A_table_of_a_name_that_this_library_would_not_give_is_listed()
    {
        var table = Read([.. Inet, .. Attribute(1, "a b\0"u8)]);
        Assert.That(table.Name, Is.EqualTo("a b"));
        Assert.That(table.Family, Is.EqualTo(NftFamily.Inet));
    }

    [Test]
    public void Attributes_of_a_newer_kernel_are_passed_over() =>
        Assert.That(Read([.. Inet, .. Attribute(999, [1, 2, 3]), .. Attribute(1, "t\0"u8)]).Name, Is.EqualTo("t"));

    [TestCase(new byte[] { 0, 4, (byte)'a', (byte)'b', (byte)'c', 0 }, "abc")]
    [TestCase(new byte[] { 9, 1, 7, 0, 2, (byte)'a', 0 }, "a")]
    [TestCase(new byte[] { 0, 1, (byte)'a' }, "a")]
    [TestCase(new byte[] { 0, 1, 0 }, null)]
    [TestCase(new byte[] { 0, 0 }, null)]
    [TestCase(new byte[] { 0, 200, (byte)'a', 0 }, null)]
    [TestCase(new byte[] { 1, 2, (byte)'a', 0 }, null)]
    [TestCase(new byte[] { 0, 2, (byte)'"', 0 }, null)]
    [TestCase(new byte[] { 0 }, null)]
    [TestCase(new byte[0], null)]
    public void Comments_are_found_among_notes_that_anybody_may_have_written(byte[] notes, string? comment) =>
        Assert.That(Read([.. Inet, .. Attribute(1, "t\0"u8), .. Attribute(6, notes)]).Comment, Is.EqualTo(comment));

    [Test]
    public void A_table_without_a_name_is_an_error_that_leaves_the_connection_usable()
    {
        using var kernel = new FakeKernel().Answer(Message(NewTable, 2, 1, Inet), Done(1)).Answer(Done(2));
        using var socket = kernel.Socket();
        using var nft = new NftConnection(socket, new NetlinkSocketOptions());
        Assert.That(() => nft.ListTables(), Throws.TypeOf<NetlinkProtocolException>().With.Message.Contains("table that has no name"));
        Assert.That(nft.ListTables(), Is.Empty);
    }

    [Test]
    public void Ranges_come_back_from_marks_in_any_order() =>
        Gen.Select(Gen.Byte.Array[2, 20], Gen.Bool, Gen.Int).Sample(static (cuts, isElided, seed) =>
        {
            var (ranges, marks) = MakeRanges(cuts, isElided);
            var intervals = new NftIntervals();
            foreach (var mark in marks.OrderBy(mark => HashCode.Combine(seed, mark.Key, mark.IsEnd)))
            {
                intervals.Add(new NftElement(NftValue.FromByte(mark.Key)), mark.IsEnd);
            }

            var joined = default(ResultList<NftElement>);
            intervals.JoinInto(ref joined);
            var read = joined.ToImmutableArray().Select(static range => (range.Key.Bytes[0], (range.KeyEnd ?? range.Key).Bytes[0])).ToList();
            joined.Dispose();
            return read.SequenceEqual(ranges);
        });

    [Test]
    public void A_ruleset_is_read_again_when_somebody_changed_it_meanwhile()
    {
        using var kernel = new FakeKernel();
        var sequence = 1u;
        foreach (var (before, after) in new[] { (5, 6), (6, 6) })
        {
            kernel.Answer(Generation(sequence++, before));
            Rest(kernel, ref sequence);
            for (var list = 0; list < 4; list++)
            {
                kernel.Answer(Done(sequence++));
            }

            kernel.Answer(Generation(sequence++, after));
        }

        using var socket = kernel.Socket();
        using var nft = new NftConnection(socket, new NetlinkSocketOptions());
        Assert.That(nft.ReadRuleset().Generation, Is.EqualTo(6));
        Assert.That(kernel.Sent, Has.Count.EqualTo(14));
    }

    [Test]
    public void A_ruleset_that_never_rests_is_given_up()
    {
        using var kernel = new FakeKernel();
        for (var sequence = 1u; sequence <= 16;)
        {
            kernel.Answer(Generation(sequence, (int)sequence++));
            Rest(kernel, ref sequence);
            for (var list = 0; list < 4; list++)
            {
                kernel.Answer(Done(sequence++));
            }

            kernel.Answer(Generation(sequence, (int)sequence++));
        }

        using var socket = kernel.Socket();
        using var nft = new NftConnection(socket, new NetlinkSocketOptions { DumpAttempts = 2 });
        Assert.That(() => nft.ReadRuleset(), Throws.TypeOf<DumpInterruptedException>().With.Property("Attempts").EqualTo(2));
    }

    [TestCase(7, 7, 7, 7, 2, true)]
    [TestCase(7, 7, 8, 8, 2, false, TestName = "Elements of two generations are no list")]
    [TestCase(7, 7, 7, 8, 2, false, TestName = "Elements of a generation that is over are no list")]
    [TestCase(6, 7, 7, 7, 2, false, TestName = "Elements of a generation whose beginning may have been under way are no list")]
    [TestCase(7, 7, 7, 7, 1, false, TestName = "Elements of which one came twice are no list, since another did not come")]
    public void Elements_are_of_one_generation(int before, int first, int second, int after, int lastKey, bool isWhole)
    {
        var sequence = 1u;
        using var kernel = new FakeKernel().Answer(Generation(sequence++, 0x10000 + before));
        Rest(kernel, ref sequence);
        kernel.Answer(Elements(sequence, first, 1), Elements(sequence, second, lastKey), Done(sequence)).Answer(Generation(sequence + 1, 0x10000 + after));
        using var socket = kernel.Socket();
        using var nft = new NftConnection(socket, new NetlinkSocketOptions { DumpAttempts = 1 });
        var set = new NftSet(new NftTableName(NftFamily.Inet, "t"), "s", NftDataType.Mark);
        Assert.That(() => nft.ListElements(set), isWhole ? Has.Length.EqualTo(2) : Throws.TypeOf<DumpInterruptedException>());
    }

    /// <summary>The refusal that tells that no transaction is under way.</summary>
    private static void Rest(FakeKernel kernel, ref uint sequence)
    {
        kernel.Answer(Acknowledgement(sequence, -85));
        sequence += 2;
    }

    private static byte[] Elements(uint sequence, int generation, int key) =>
        Message(0xa0c, 2, sequence, [1, 0, 0, (byte)generation, .. Attribute(3, Attribute(1, Attribute(1, Attribute(1, [0, 0, 0, (byte)key]))))]);

    private static byte[] Generation(uint sequence, int number) =>
        Message(NewGeneration, 0, sequence, [0, 0, 0, 0, .. Attribute(1, [0, (byte)(number >> 16), (byte)(number >> 8), (byte)number])]);

    private static NftTable Read(byte[] payload)
    {
        using var kernel = new FakeKernel().Answer(Message(NewTable, 2, 1, payload), Done(1));
        using var socket = kernel.Socket();
        using var nft = new NftConnection(socket, new NetlinkSocketOptions());
        return nft.ListTables().Single();
    }

    /// <summary>Ranges between numbers, and the marks the kernel keeps for them: without the end where the next range begins there, as nft leaves it out, if asked for.</summary>
    private static (List<(byte First, byte Last)> Ranges, List<(byte Key, bool IsEnd)> Marks) MakeRanges(byte[] cuts, bool isElided)
    {
        var ranges = new List<(byte First, byte Last)>();
        var ordered = cuts.Distinct().Order().ToList();
        for (var i = 0; i + 1 < ordered.Count; i += 2)
        {
            ranges.Add((ordered[i], ordered[i + 1]));
        }

        var marks = new List<(byte Key, bool IsEnd)>();
        foreach (var (first, last) in ranges)
        {
            marks.Add((first, false));
            if (last < byte.MaxValue && !(isElided && ranges.Any(range => range.First == last + 1)))
            {
                marks.Add(((byte)(last + 1), true));
            }
        }

        if (ranges.Count > 0 && ranges[0].First > 0)
        {
            marks.Add((0, true));
        }

        return (ranges, marks);
    }
}

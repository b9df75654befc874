using NetController.Netlink.NfTables;

namespace NetController.Netlink.Kernel.Tests.NfTables;

/// <summary>Lists are complete and of one moment, whatever others do meanwhile.</summary>
public sealed class NftListTests : NftTest
{
    private static readonly NftSet Hosts = new(Table, "hosts", NftDataType.Ipv4Address) { DataType = NftDataType.Mark };

    [Test]
    public void The_ruleset_has_everything_at_its_place()
    {
        NftProgram.Load(Host, """
            table inet t {
              set s { type ipv4_addr; flags interval; elements = { 10.0.0.0/8 } }
              chain a {
                type filter hook input priority 0
                ip saddr @s accept
                ip saddr { 1.1.1.1, 1.1.1.2 } drop
              }
              chain b { }
            }
            table ip u {
              chain a {
                accept
              }
            }
            """);

        var ruleset = Nft.ReadRuleset();

        Assert.That(ruleset.Generation, Is.EqualTo(Nft.GetGeneration()));
        Assert.That(ruleset.Tables.Select(static table => table.Table.Reference.ToString()), Is.EqualTo(new[] { "inet t", "ip u" }));
        var table = ruleset.Find(Table)!;
        Assert.That(table.Chains.Select(static chain => (chain.Chain.Name, chain.Rules.Length)), Is.EqualTo(new[] { ("a", 2), ("b", 0) }));
        Assert.That(table.Sets.Select(static set => (set.Set.Name, set.Elements.Length)), Is.EqualTo(new[] { ("s", 1), ("__set0", 2) }));
        Assert.That(ruleset.Find(new NftTableName(NftFamily.Ip, "t")), Is.Null);
        Assert.That(Nft.ReadRuleset(Table).Tables, Has.Length.EqualTo(1));
        Assert.That(Nft.ReadRuleset(new NftTableName(NftFamily.Arp, "t")).Tables, Is.Empty);
    }

    [Test]
    public void A_list_made_while_the_ruleset_changes_is_whole_or_none()
    {
        // Each transaction of the other replaces all elements: a list that mixes two generations has marks that differ.
        Make(Hosts);
        Commit(static transaction => transaction.AddElements(Hosts, Generation(0)));
        using var stop = new ManualResetEventSlim();
        var churn = Churn(stop);
        var given = 0;
        try
        {
            for (var i = 0; i < 30; i++)
            {
                given += IsInterrupted(AssertWhole) ? 1 : 0;
            }
        }
        finally
        {
            stop.Set();
            churn.Join();
        }

        TestContext.Out.WriteLine($"gave up {given} of 30 times");
        Assert.That(Nft.ListElements(Hosts), Has.Length.EqualTo(2_000), "the connection is in step");
    }

    [Test]
    public void The_kernel_does_interrupt_lists_and_it_is_noticed()
    {
        Make(Hosts);
        Commit(static transaction => transaction.AddElements(Hosts, Generation(0)));
        using var stop = new ManualResetEventSlim();
        var churn = Churn(stop);
        using var once = NftConnection.Open(Host.Namespace, new NetlinkSocketOptions { DumpAttempts = 1 });
        try
        {
            Assert.That(() => InterruptedWithin(1000, () => once.ListElements(Hosts)), Is.True);
            Assert.That(() => InterruptedWithin(1000, () => once.ReadRuleset()), Is.True);
        }
        finally
        {
            stop.Set();
            churn.Join();
        }

        Assert.That(once.ReadRuleset().Tables.Single().Sets.Single().Elements, Has.Length.EqualTo(2_000));
    }

    private static NftElement[] Generation(uint mark) =>
        [.. Enumerable.Range(0, 2_000).Select(i => new NftElement(Address($"10.0.{i / 250}.{i % 250}")) { Data = NftValue.FromUInt32(mark) })];

    private void AssertWhole()
    {
        var elements = Nft.ListElements(Hosts);
        Assert.That(elements, Has.Length.EqualTo(2_000));
        Assert.That(elements.Select(static element => element.Data).Distinct().Count(), Is.EqualTo(1));
    }

    private static bool IsInterrupted(Action list)
    {
        try
        {
            list();
            return false;
        }
        catch (DumpInterruptedException)
        {
            return true;
        }
    }

    private static bool InterruptedWithin(int attempts, Action list) => Enumerable.Range(0, attempts).Any(_ => IsInterrupted(list));

    /// <summary>Somebody else who replaces all elements in one transaction after another.</summary>
    private Thread Churn(ManualResetEventSlim stop)
    {
        var thread = new Thread(() =>
        {
            using var other = NftConnection.Open(Host.Namespace);
            for (var mark = 1u; !stop.IsSet; mark++)
            {
                var elements = Generation(mark);
                Commit(other, transaction =>
                {
                    transaction.FlushSet(Table, "hosts");
                    transaction.AddElements(Hosts, elements);
                });
            }
        }) { IsBackground = true };
        thread.Start();
        return thread;
    }
}

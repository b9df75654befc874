using System.Diagnostics;
using System.Text.Json;
using NetController.Netlink.NfTables;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests.NfTables;

/// <summary>What is announced is what nft did; in another namespace than that of the tests.</summary>
public sealed class NftWatcherTests : KernelTest
{
    [Test]
    public async Task What_nft_does_is_announced_transaction_by_transaction()
    {
        using var watcher = NftWatcher.Open(Host.Namespace);
        Host.Run("nft 'table inet watched { set ports { type inet_service; flags interval; }; chain input { type filter hook input priority 0; policy drop; }; }'");
        Host.Run("nft add element inet watched ports { 80, 443-444 }");
        Host.Run("nft add rule inet watched input tcp dport 80 counter accept comment '\"web\"' && nft add rule inet watched input drop && nft insert rule inet watched input accept");
        Host.Run("nft delete element inet watched ports { 80 } && nft flush chain inet watched input && nft delete table inet watched");

        var seen = new List<NftEvent.Transaction>();
        await foreach (var change in watcher.ReadAllAsync())
        {
            seen.Add((NftEvent.Transaction)change);
            if (seen[^1].Changes.Any(static one => one is NftChange.TableDeleted))
            {
                break;
            }
        }

        Assert.That(seen.Select(static transaction => transaction.ProcessName), Is.All.EqualTo("nft"));
        Assert.That(seen.Select(static transaction => transaction.Generation), Is.Ordered.And.Unique);
        Assert.That(seen.Select(static transaction => string.Join(", ", transaction.Changes.Select(Describe).Order(StringComparer.Ordinal))), Is.EqualTo(
        [
            "+chain input, +set ports, +table inet watched",
            "+element ports 0x0000 end, +element ports 0x0050, +element ports 0x0051 end, +element ports 0x01bb, +element ports 0x01bd end",
            "+rule input appended web",
            "+rule input appended",
            "+rule input",
            "-element ports 0x0050, -element ports 0x0051 end",
            "-rule input, -rule input, -rule input",
            "-chain input, -set ports, -table inet watched",
        ]));
    }

    [Test]
    public async Task A_transaction_that_fails_is_not_announced()
    {
        using var watcher = NftWatcher.Open(Host.Namespace);
        Assert.That(Host.TryRun("nft 'add table inet first; add rule inet first absent accept'").ExitCode, Is.Not.Zero);
        Host.Run("nft add table inet second");
        await foreach (var change in watcher.ReadAllAsync())
        {
            Assert.That(((NftEvent.Transaction)change).Changes.Single(), Is.InstanceOf<NftChange.TableChanged>().With.Property("Table").Property("Name").EqualTo("second"));
            break;
        }
    }

    [Test]
    public async Task Following_begins_with_the_ruleset_and_leaves_out_what_it_holds()
    {
        using var watcher = NftWatcher.Open(Host.Namespace);
        Host.Run("nft add table inet before");
        var seen = new List<string>();
        await foreach (var change in watcher.FollowAsync())
        {
            seen.Add(change switch
            {
                NftEvent.Snapshot(var ruleset) => "ruleset " + string.Join(' ', ruleset.Tables.Select(static table => table.Table.Name)),
                NftEvent.Transaction(_, var changes) => string.Join(", ", changes.Select(Describe)),
                _ => $"{change}",
            });
            if (seen.Count == 1)
            {
                Host.Run("nft add table inet after");
            }
            else
            {
                break;
            }
        }

        Assert.That(seen, Is.EqualTo(["ruleset before", "+table inet after"]));
    }

    [TestCase(1024 * 1024, TestName = "Under_churn_the_books_of_a_follower_end_as_the_kernel_is")]
    [TestCase(1, TestName = "Under_churn_with_overruns_the_books_of_a_follower_end_as_the_kernel_is")]
    public async Task Under_churn(int queue)
    {
        Host.Run("nft 'table inet churn { set marks { type mark; }; }'");
        using var watcher = NftWatcher.Open(Host.Namespace, new WatchOptions { KernelReceiveBuffer = queue });
        var writer = new Thread(Churn);
        writer.Start();
        var books = new HashSet<NftValue>();
        var (transactions, snapshots) = (0, 0);
        await foreach (var change in watcher.FollowAsync())
        {
            switch (change)
            {
                case NftEvent.Snapshot(var ruleset):
                    snapshots++;
                    books = [.. ruleset.Tables.Single().Sets.Single().Elements.Select(static element => element.Key)];
                    break;
                case NftEvent.Transaction(_, var changes):
                    transactions++;
                    foreach (var one in changes)
                    {
                        Enter(books, one);
                    }

                    break;
            }

            if (books.Contains(Last))
            {
                watcher.Dispose();
            }
        }

        writer.Join();
        var listed = JsonDocument.Parse(Host.Run("nft -j list set inet churn marks")).RootElement.GetProperty("nftables")[1].GetProperty("set").GetProperty("elem")
            .EnumerateArray().Select(static value => MarkOf(value.GetUInt32()));
        TestContext.Out.WriteLine($"{transactions} transactions, {snapshots} snapshots, {books.Count} elements at the end");
        Assert.That(books, Is.EquivalentTo(listed));
        Assert.That(snapshots, queue == 1 ? Is.GreaterThan(1) : Is.EqualTo(1));
        Assert.That(transactions, queue == 1 ? Is.Positive : Is.GreaterThan(50));
    }

    private static NftValue Last => MarkOf(999_999);

    private static NftValue MarkOf(uint mark) => new(BitConverter.GetBytes(mark));

    private static void Enter(HashSet<NftValue> books, NftChange change)
    {
        switch (change)
        {
            case NftChange.ElementAdded(_, _, var element, _):
                books.Add(element.Key);
                break;
            case NftChange.ElementDeleted(_, _, var element, _):
                Assert.That(books.Remove(element.Key), Is.True, "nothing is deleted that is not there: no transaction comes twice");
                break;
        }
    }

    /// <summary>Adds and deletes elements in transactions of one to twenty for three seconds; then adds the last.</summary>
    private void Churn()
    {
        using var connection = NftConnection.Open(Host.Namespace);
        var set = new NftSet(new NftTableName(NftFamily.Inet, "churn"), "marks", NftDataType.Mark);
        var random = new Random(4711);
        var there = new HashSet<uint>();
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(3))
        {
            using var transaction = connection.BeginTransaction();
            foreach (var mark in Enumerable.Range(0, random.Next(1, 20)).Select(_ => (uint)random.Next(100)).Distinct())
            {
                if (there.Add(mark))
                {
                    transaction.AddElement(set, new NftElement(MarkOf(mark)));
                }
                else
                {
                    there.Remove(mark);
                    transaction.DeleteElement(set, new NftElement(MarkOf(mark)));
                }
            }

            transaction.Commit();
            if (random.Next(5) == 0)
            {
                // A ruleset that never rests cannot be read.
                Thread.Sleep(2);
            }
        }

        using var last = connection.BeginTransaction();
        last.AddElement(set, new NftElement(Last));
        last.Commit();
    }

    private static string Describe(NftChange change) => change switch
    {
        NftChange.TableChanged(var table) => $"+table {table.Reference}",
        NftChange.TableDeleted(var table) => $"-table {table}",
        NftChange.ChainChanged(var chain) => $"+chain {chain.Name}",
        NftChange.ChainDeleted(_, var chain) => $"-chain {chain}",
        NftChange.SetChanged(var set) => $"+set {set.Name}",
        NftChange.SetDeleted(_, var set) => $"-set {set}",
        NftChange.RuleAdded(var rule, var after, var isAppended) => $"+rule {rule.Chain}{(after is null ? "" : " after")}{(isAppended ? " appended" : "")} {rule.Comment}".TrimEnd(),
        NftChange.RuleDeleted(_, var chain, _) => $"-rule {chain}",
        NftChange.ElementAdded(_, var set, var element, var isEnd) => $"+element {set} {element.Key}{(isEnd ? " end" : "")}",
        NftChange.ElementDeleted(_, var set, var element, var isEnd) => $"-element {set} {element.Key}{(isEnd ? " end" : "")}",
        _ => $"{change}",
    };
}

using NetController.Netlink.NfTables;

namespace NetController.Netlink.Kernel.Tests.NfTables;

/// <summary>A transaction is put into force as a whole or not at all.</summary>
public sealed class NftTransactionTests : NftTest
{
    private static readonly NftSet Ports = new(Table, "ports", NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.InetService)) { DataType = NftDataType.Mark };

    [Test]
    public void What_was_made_is_listed_as_it_was_given()
    {
        var table = new NftTable(NftFamily.Inet, "t") { Comment = "ours" };
        var forward = new NftChain(Table, "forward") { Base = new NftBaseChain(NftChainType.Filter, NftHook.Forward, NftPriority.Filter) { Policy = NftPolicy.Drop }, Comment = "chain" };
        var element = new NftElement(Both("10.0.0.1", 80)) { Data = NftValue.FromUInt32(7), Comment = "element" };
        Commit(transaction =>
        {
            transaction.AddTable(table);
            transaction.AddChain(forward);
            transaction.AddSet(Ports with { Comment = "set" });
            transaction.AddElement(Ports, element);
        });

        Assert.That(Nft.FindTable(Table)! with { Handle = null }, Is.EqualTo(table));
        Assert.That(Nft.FindChain(Table, "forward")! with { Handle = null }, Is.EqualTo(forward));
        Assert.That(Nft.FindSet(Table, "ports")! with { Handle = null, ElementCount = null }, Is.EqualTo(Ports with { Comment = "set" }));
        Assert.That(Nft.ListElements(Ports), Is.EqualTo(new[] { element }));
        Assert.That(Nft.FindSet(Table, "ports")!.ElementCount, Is.Null.Or.EqualTo(1));
    }

    [Test]
    public void Nothing_is_sent_before_the_commit_and_a_forgotten_transaction_leaves_nothing()
    {
        using (var transaction = Nft.BeginTransaction())
        {
            transaction.AddTable(new NftTable(NftFamily.Inet, "t"));
            Assert.That(Host.Run("nft list ruleset"), Is.Empty);
        }

        Assert.That(Nft.ListTables(), Is.Empty);
    }

    [Test]
    public void A_batch_that_never_ends_changes_nothing()
    {
        using var socket = NetlinkSocket.Open(NetlinkProtocol.Netfilter, Host.Namespace);
        using (var request = socket.Begin(16, MessageFlags.None, "begin"))
        {
            request.WriteHeader(new Header(0, 0, 0x0a00));
            request.Next(0x0a00, MessageFlags.Create, "add table");
            request.WriteHeader(new Header((byte)NftFamily.Inet, 0, 0));
            request.WriteString(TableAttribute.NAME, "t");
            socket.Execute(request);
        }

        Assert.That(Nft.ListTables(), Is.Empty);
    }

    [Test]
    public void When_one_change_is_refused_none_is_made_and_the_connection_goes_on()
    {
        Make(Ports);
        var error = Assert.Throws<NetlinkException>(() => Commit(static transaction =>
        {
            transaction.AddTable(new NftTable(NftFamily.Inet, "other"));
            transaction.DeleteChain(Table, "absent");
            transaction.DeleteTable(new NftTableName(NftFamily.Ip, "missing"));
        }))!;

        Assert.That(error.Operation, Is.EqualTo("delete chain inet t absent"));
        Assert.That(error.Errno, Is.EqualTo(Errno.ENOENT));
        Assert.That(error.Attribute, Is.EqualTo("NFTA_CHAIN_NAME"));
        Assert.That(Nft.ListTables(), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_transaction_for_a_generation_fails_when_somebody_else_has_changed_the_ruleset()
    {
        var seen = Nft.GetGeneration();
        Host.Run("nft add table inet theirs");
        using (var late = Nft.BeginTransaction(seen))
        {
            late.AddTable(new NftTable(NftFamily.Inet, "t"));
            var error = Assert.Throws<NetlinkException>(late.Commit)!;
            Assert.That(error.Errno, Is.EqualTo(Errno.ERESTART));
            Assert.That(error.Operation, Is.EqualTo($"commit to generation {seen}"));
        }

        Assert.That(Nft.ListTables().Select(static table => table.Name), Is.EqualTo(new[] { "theirs" }));
        using var timely = Nft.BeginTransaction(Nft.ReadRuleset().Generation);
        timely.AddTable(new NftTable(NftFamily.Inet, "t"));
        timely.Commit();
        Assert.That(Nft.ListTables(), Has.Length.EqualTo(2));
        Assert.That(Nft.GetGeneration(), Is.GreaterThan(seen + 1));
    }

    [Test]
    public void An_empty_transaction_is_no_change()
    {
        var seen = Nft.GetGeneration();
        Commit(static _ => { });
        Assert.That(Nft.GetGeneration(), Is.EqualTo(seen));
    }

    [Test]
    public void Ten_thousand_elements_go_in_one_transaction()
    {
        Make(Ports);
        var seen = Nft.GetGeneration();
        var elements = Enumerable.Range(0, 10_000).Select(static i => new NftElement(Both($"10.0.{i / 250}.{i % 250}", 80)) { Data = NftValue.FromUInt32((uint)i) }).ToArray();
        Commit(transaction => transaction.CreateElements(Ports, elements));

        Assert.That(Nft.GetGeneration(), Is.EqualTo(seen + 1));
        // By their hashes: a constraint on two collections compares each element with each other one.
        var listed = Nft.ListElements(Ports);
        Assert.That(listed, Has.Length.EqualTo(elements.Length));
        Assert.That(elements.Except(listed), Is.Empty);
        Commit(transaction => transaction.DeleteElements(Ports, elements));
        Assert.That(Nft.ListElements(Ports), Is.Empty);
    }

    [Test]
    public void Of_more_errors_than_the_queue_holds_the_first_is_reported()
    {
        Make();
        for (var round = 0; round < 2; round++)
        {
            var error = Assert.Throws<NetlinkException>(() => Commit(static transaction =>
            {
                for (var i = 0; i < 5_000; i++)
                {
                    transaction.DeleteChain(Table, $"absent{i}");
                }
            }))!;
            Assert.That(error.Operation, Is.EqualTo("delete chain inet t absent0"));
            Assert.That(Nft.ListTables(), Has.Length.EqualTo(1), "the connection is in step");
        }
    }

    [Test]
    public void Changes_that_cannot_be_put_into_force_together_leave_nothing_and_the_connection_in_step()
    {
        Make();
        var error = Assert.Throws<NetlinkException>(() => Commit(static transaction =>
        {
            transaction.AddAnonymousSet(new NftSet(Table, "unused", NftDataType.Mark) { Flags = NftSetFlags.Anonymous }, new NftElement(NftValue.FromUInt32(1)));
            transaction.AddTable(new NftTable(NftFamily.Inet, "other"));
        }))!;

        TestContext.Out.WriteLine(error.Message);
        Assert.That(error.Errno, Is.EqualTo(Errno.EINVAL));
        Assert.That(Nft.ListTables(), Has.Length.EqualTo(1));
    }

    [Test]
    public void An_owned_table_is_closed_to_others_and_goes_with_its_connection()
    {
        using (var owner = NftConnection.Open(Host.Namespace))
        {
            Commit(owner, static transaction => transaction.CreateTable(new NftTable(NftFamily.Inet, "t") { Flags = NftTableFlags.Owner }));
            Assert.That(Nft.FindTable(Table)!.OwnerPort, Is.EqualTo(owner.PortId));
            Assert.That(Host.Run("nft list ruleset"), Does.Contain("flags owner"));

            var error = Assert.Throws<NetlinkException>(() => Commit(static transaction => transaction.AddChain(new NftChain(Table, "c"))))!;
            Assert.That(error.Errno, Is.EqualTo(Errno.EPERM));
            Assert.That(Host.TryRun("nft add chain inet t c").ExitCode, Is.Not.Zero);
            Commit(owner, static transaction => transaction.AddChain(new NftChain(Table, "c")));
        }

        Assert.That(() => Nft.ListTables(), Is.Empty.After(2000, 20));
    }

    [Test]
    public void A_connection_serves_one_transaction_at_a_time()
    {
        using (var transaction = Nft.BeginTransaction())
        {
            Assert.That(() => Nft.ListTables(), Throws.InvalidOperationException);
            Assert.That(() => Nft.BeginTransaction(), Throws.InvalidOperationException);
            transaction.Commit();
            Assert.That(transaction.Commit, Throws.InvalidOperationException);
            Assert.That(() => transaction.AddTable(new NftTable(NftFamily.Inet, "t")), Throws.InvalidOperationException);
        }

        Assert.That(Nft.ListTables(), Is.Empty);
        var closed = NftConnection.Open(Host.Namespace);
        closed.Dispose();
        Assert.That(() => closed.ListTables(), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => closed.BeginTransaction(), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => Nft.BeginTransaction(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(Nft.ListTables(), Is.Empty);
    }

    /// <summary>struct nfgenmsg as a user of the socket would declare it.</summary>
    private readonly record struct Header(byte Family, byte Version, ushort Resource);

    private enum TableAttribute : ushort
    {
        NAME = 1,
    }
}

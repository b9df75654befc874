using NetController.Netlink.NfTables;

namespace NetController.Netlink.Kernel.Tests.NfTables;

public sealed class NftElementTests : NftTest
{
    private static readonly NftDataType AddressAndPort = NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.InetService);
    private static readonly NftSet Ports = new(Table, "ports", AddressAndPort) { DataType = NftDataType.Verdict };
    private static readonly NftSet Lan = new(Table, "lan", NftDataType.Ipv4Address) { Flags = NftSetFlags.Interval };
    private static readonly NftSet Marks = new(Table, "marks", NftDataType.InetService) { Flags = NftSetFlags.Interval, DataType = NftDataType.Mark };

    [Test]
    public void Ranges_are_listed_as_they_were_given_and_as_nft_lists_them()
    {
        Make(Lan, Marks);
        NftElement[] ranges =
        [
            Range("0.0.0.0", "0.0.0.3"), Range("10.0.0.0", "10.0.0.255") with { Comment = "lan" }, new NftElement(Address("10.0.1.0")), Range("10.0.1.1", "10.0.1.9"),
            Range("255.0.0.0", "255.255.255.255"),
        ];
        NftElement[] ports = [Port(0, 0, 1), Port(1, 1023, 2), Port(1024, 65535, 3)];
        Commit(transaction =>
        {
            transaction.CreateElements(Lan, ranges);
            transaction.CreateElements(Marks, ports);
        });

        Assert.That(Nft.ListElements(Lan), Is.EqualTo(ranges));
        Assert.That(Nft.ListElements(Marks), Is.EqualTo(ports));
        Assert.That(Listed("set", "lan"), Is.EqualTo("0.0.0.0/30, 10.0.0.0/24 comment \"lan\", 10.0.1.0, 10.0.1.1-10.0.1.9, 255.0.0.0/8"));
        Assert.That(Listed("map", "marks"), Is.EqualTo("0 : 0x00000001, 1-1023 : 0x00000002, 1024-65535 : 0x00000003"));

        Commit(transaction => transaction.DeleteElements(Lan, ranges));
        Commit(transaction => transaction.DeleteElements(Marks, ports[1]));
        Assert.That(Nft.ListElements(Lan), Is.Empty);
        Assert.That(Nft.ListElements(Marks), Is.EqualTo(new[] { ports[0], ports[2] }));
    }

    [Test]
    public void What_nft_adds_is_deleted_here_and_the_other_way_round()
    {
        Make(Lan, Ports);
        Host.Run("nft 'add element inet t lan { 10.0.0.0/8, 192.168.0.1 }; add element inet t ports { 10.0.0.1 . 80 : accept }'");
        Commit(static transaction =>
        {
            transaction.DeleteElements(Lan, Range("10.0.0.0", "10.255.255.255"), new NftElement(Address("192.168.0.1")));
            transaction.DeleteElement(Ports, new NftElement(Both("10.0.0.1", 80)));
            transaction.AddElement(Lan, Range("172.16.0.0", "172.31.255.255"));
            transaction.AddElement(Ports, new NftElement(Both("10.0.0.2", 81)) { Verdict = NftVerdict.Drop });
        });

        Host.Run("nft 'delete element inet t lan { 172.16.0.0/12 }; delete element inet t ports { 10.0.0.2 . 81 }'");
        Assert.That(Nft.ListElements(Lan), Is.Empty);
        Assert.That(Nft.ListElements(Ports), Is.Empty);
    }

    [Test]
    public void Ranges_of_concatenations_have_a_range_for_each_part()
    {
        var set = new NftSet(Table, "pairs", AddressAndPort) { Flags = NftSetFlags.Interval, DataType = NftDataType.Verdict };
        Make(set);
        NftElement[] elements =
        [
            new NftElement(Both("10.0.0.0", 80)) { KeyEnd = Both("10.0.0.255", 90), Verdict = NftVerdict.Accept },
            new NftElement(Both("10.0.1.1", 443)) { Verdict = NftVerdict.Drop, Comment = "one" },
        ];
        Commit(transaction => transaction.CreateElements(set, elements));

        Assert.That(Nft.ListElements(set), Is.EquivalentTo(elements));
        Assert.That(Listed("map", "pairs"), Is.EqualTo("10.0.0.0/24 . 80-90 : accept, 10.0.1.1 . 443 comment \"one\" : drop"));
        Commit(transaction => transaction.DeleteElements(set, elements));
        Assert.That(Nft.ListElements(set), Is.Empty);
    }

    [Test]
    public void Elements_that_time_out_count_and_catch_all_the_rest()
    {
        var set = new NftSet(Table, "guests", NftDataType.Ipv4Address)
        {
            Flags = NftSetFlags.Timeout, Timeout = TimeSpan.FromHours(1), GarbageCollectionInterval = TimeSpan.FromMinutes(5), Size = 10, ElementExpressions = [new NftCounter()],
        };
        var rest = new NftSet(Table, "rest", NftDataType.Ipv4Address) { DataType = NftDataType.Mark };
        Make(set, rest);
        Commit(transaction =>
        {
            transaction.AddElement(set, new NftElement(Address("10.0.0.1")) { Timeout = TimeSpan.FromMinutes(10), Expressions = [new NftCounter(5, 600)] });
            transaction.AddElement(set, new NftElement(Address("10.0.0.2")));
            transaction.AddElement(rest, new NftElement(default(NftValue)) { IsCatchAll = true, Data = NftValue.FromUInt32(9) });
            transaction.AddElement(rest, new NftElement(Address("10.0.0.1")) { Data = NftValue.FromUInt32(1) });
        });

        Assert.That(Nft.FindSet(Table, "guests")! with { Handle = null, ElementCount = null }, Is.EqualTo(set));
        var listed = Nft.ListElements(set);
        var first = listed.Single(static element => element.Key == Address("10.0.0.1"));
        Assert.That(first.Timeout, Is.EqualTo(TimeSpan.FromMinutes(10)));
        Assert.That(first.Expiration, Is.GreaterThan(TimeSpan.FromMinutes(9)).And.LessThanOrEqualTo(TimeSpan.FromMinutes(10)));
        Assert.That(first.Expressions, Is.EqualTo(NftExpressionList.Create([new NftCounter(5, 600)])));
        Assert.That(listed.Single(static element => element.Key == Address("10.0.0.2")).Expiration, Is.GreaterThan(TimeSpan.FromMinutes(59)));
        Assert.That(Host.Run("nft list set inet t guests"), Does.Contain("10.0.0.1 counter packets 5 bytes 600 timeout 10m expires"));
        Assert.That(Nft.ListElements(rest).Count(static element => element.IsCatchAll && element.Data == NftValue.FromUInt32(9)), Is.EqualTo(1));
        Assert.That(Listed("map", "rest"), Is.EqualTo("10.0.0.1 : 0x00000001, * : 0x00000009"));

        Commit(transaction => transaction.DeleteElement(rest, new NftElement(default(NftValue)) { IsCatchAll = true }));
        Assert.That(Nft.ListElements(rest), Has.Length.EqualTo(1));
    }

    [Test]
    public void An_element_times_out()
    {
        var set = new NftSet(Table, "guests", NftDataType.Ipv4Address) { Flags = NftSetFlags.Timeout };
        Make(set);
        Commit(transaction => transaction.AddElement(set, new NftElement(Address("10.0.0.1")) { Timeout = TimeSpan.FromMilliseconds(200) }));
        Assert.That(Nft.ListElements(set), Has.Length.EqualTo(1));
        Assert.That(() => Nft.ListElements(set), Is.Empty.After(3000, 50));
    }

    [Test]
    public void Maps_for_translation_hold_addresses_and_ports()
    {
        var map = new NftSet(Table, "forwards", AddressAndPort) { DataType = AddressAndPort };
        var element = new NftElement(Both("192.0.2.1", 8080)) { Data = Both("172.17.0.2", 80) };
        Make(map);
        Commit(transaction => transaction.CreateElement(map, element));

        Assert.That(Nft.ListElements(map), Is.EqualTo(new[] { element }));
        Assert.That(Listed("map", "forwards"), Is.EqualTo("192.0.2.1 . 8080 : 172.17.0.2 . 80"));
    }

    [Test]
    public void Sets_and_elements_are_flushed_and_destroyed()
    {
        Make(Lan);
        Commit(static transaction => transaction.AddElement(Lan, Range("10.0.0.0", "10.255.255.255")));
        Commit(static transaction => transaction.FlushSet(Table, "lan"));
        Assert.That(Nft.ListElements(Lan), Is.Empty);

        var hosts = new NftSet(Table, "hosts", NftDataType.Ipv4Address);
        Commit(transaction =>
        {
            transaction.AddSet(hosts);
            transaction.AddElement(hosts, new NftElement(Address("10.0.0.1")));
            transaction.DestroyElements(hosts, new NftElement(Address("10.0.0.1")), new NftElement(Address("10.0.0.2")));
            transaction.DestroySet(Table, "absent");
        });
        Assert.That(Nft.ListElements(hosts), Is.Empty);
        Commit(static transaction => transaction.DestroySet(Table, "hosts"));
        Assert.That(Nft.FindSet(Table, "hosts"), Is.Null);
        Assert.That(() => Nft.ListElements(hosts), Throws.TypeOf<NetlinkException>().With.Property("Errno").EqualTo(Errno.ENOENT));
    }

    [Test]
    public void The_element_that_is_refused_is_named_as_nft_would()
    {
        Make(Ports, Lan, Marks);
        Commit(static transaction => transaction.AddElement(Ports, Accepted("10.0.0.7", 80)));

        var error = Refused(static transaction =>
        {
            for (var i = 0; i < 3_000; i++)
            {
                transaction.CreateElement(Ports, Accepted($"10.1.{i / 250}.{i % 250}", 80));
            }

            transaction.CreateElement(Ports, Accepted("10.0.0.7", 80));
            transaction.CreateElement(Ports, Accepted("10.0.0.8", 80));
        });
        Assert.That(error.Operation, Is.EqualTo("create element inet t ports { 10.0.0.7 . 80 : accept }"));
        Assert.That(error.Message, Does.StartWith("create element inet t ports { 10.0.0.7 . 80 : accept }: EEXIST (File exists)"));
        Assert.That(error.Attribute, Is.EqualTo("NFTA_LIST_ELEM"));

        Assert.That(
            Refused(static transaction => transaction.AddElement(Ports, new NftElement(Both("10.0.0.7", 80)) { Verdict = NftVerdict.Drop })).Operation,
            Is.EqualTo("add element inet t ports { 10.0.0.7 . 80 : drop }"));
        Assert.That(
            Refused(static transaction => transaction.DeleteElements(Lan, Range("10.0.0.0", "10.255.255.255"), Range("10.0.0.0", "10.0.0.5"))).Operation,
            Is.EqualTo("delete element inet t lan { 10.0.0.0/8 }"));
        Assert.That(
            Refused(static transaction => transaction.AddElement(Ports, new NftElement(Both("10.0.0.9", 80)) { Verdict = NftVerdict.Jump("nowhere") })).Operation,
            Is.EqualTo("add element inet t ports { 10.0.0.9 . 80 : jump nowhere }"));
    }

    [Test]
    public void Ranges_that_overlap_are_refused_by_the_kernel()
    {
        Make(Lan);
        Commit(static transaction => transaction.AddElement(Lan, Range("10.0.0.0", "10.0.0.255")));
        var error = Refused(static transaction => transaction.AddElement(Lan, Range("10.0.0.128", "10.0.1.5")));
        Assert.That(error.Operation, Does.StartWith("add element inet t lan { 10.0.0.128-10.0.1.5 }"));
    }

    private static NftElement Range(string first, string last) => new(Address(first)) { KeyEnd = Address(last) };

    private static NftElement Accepted(string address, int port) => new(Both(address, port)) { Verdict = NftVerdict.Accept };

    private static NftElement Port(int first, int last, uint mark) =>
        new(NftValue.FromPort(first)) { KeyEnd = first == last ? null : NftValue.FromPort(last), Data = NftValue.FromUInt32(mark) };

    private NetlinkException Refused(Action<NftTransaction> change) => Assert.Throws<NetlinkException>(() => Commit(change))!;

    /// <summary>What nft lists between the braces, on one line.</summary>
    private string Listed(string kind, string name)
    {
        var text = string.Join(' ', Host.Run($"nft list {kind} {Table} {name}").Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        const string Beginning = "elements = { ";
        var start = text.IndexOf(Beginning, StringComparison.Ordinal) + Beginning.Length;
        return text[start..text.IndexOf(" }", start, StringComparison.Ordinal)];
    }
}

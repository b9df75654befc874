using System.Net;
using NetController.Netlink.NfTables;
using NetController.TestSupport;

namespace NetController.Netlink.Kernel.Tests.NfTables;

/// <summary>Rules written in plain words do to packets what they say: a client at 10.0.1.2, a server at 10.0.2.2 and the host between them, which is the router of both.</summary>
public sealed class NftPacketTests : KernelTest
{
    private static readonly NftTableName Table = new(NftFamily.Inet, "t");
    private static readonly IPAddress AtHost = IPAddress.Parse("10.0.1.1");
    private static readonly IPAddress AtServer = IPAddress.Parse("10.0.2.2");
    private static readonly IPAddress OutsideOfHost = IPAddress.Parse("10.0.2.1");

    private Ends _ends = null!;
    private NftConnection _nft = null!;

    [SetUp]
    public void BuildTheWay()
    {
        Host.Run("echo 1 > /proc/sys/net/ipv4/ip_forward");
        _ends = new Ends(Attach("client", 1), Attach("server", 2));
        _nft = NftConnection.Open(Host.Namespace);
    }

    [TearDown]
    public void CloseConnection() => _nft.Dispose();

    [Test]
    public void A_connection_goes_where_a_map_of_address_and_port_leads()
    {
        var socket = NftDataType.Concatenate(NftDataType.Ipv4Address, NftDataType.InetService);
        var published = new NftSet(Table, "published", socket) { DataType = socket };
        var element = new NftElement(NftValue.Concatenate(NftValue.FromAddress(AtHost), NftValue.FromPort(80)))
        {
            Data = NftValue.Concatenate(NftValue.FromAddress(AtServer), NftValue.FromPort(8080)),
        };
        using (var transaction = BeginWith(NftChainType.Nat, NftHook.Prerouting, NftPriority.DestinationNat))
        {
            transaction.AddSet(published);
            transaction.AddElements(published, element);
            transaction.AddRule(Rule([.. NftStatement.DestinationNat(published, NftField.IpDestination, NftField.TcpDestinationPort)]));
            transaction.Commit();
        }

        var arrived = Count(_ends.Server, [.. NftMatch.Source(IPAddress.Parse("10.0.1.2")), .. NftMatch.TcpDestinationPort(8080)]);
        Connect(AtHost, 80);
        Assert.That(arrived(), Is.EqualTo(1), "the port that is in the map");
        Connect(AtHost, 81);
        Assert.That(arrived(), Is.EqualTo(1), "another port");
    }

    [Test]
    public void A_masqueraded_packet_comes_from_the_host()
    {
        Add(NftChainType.Nat, NftHook.Postrouting, NftPriority.SourceNat, [.. NftMatch.Source(IPNetwork.Parse("10.0.1.0/24")), .. NftMatch.OutputInterface("v2"), NftStatement.Masquerade()]);
        var masqueraded = Count(_ends.Server, [.. NftMatch.Source(OutsideOfHost)]);

        Assert.That(Pings(AtServer), Is.True);

        Assert.That(masqueraded(), Is.EqualTo(1));
    }

    [Test]
    public void A_connection_is_led_to_an_address_and_a_port_or_to_the_host()
    {
        Add(
            NftChainType.Nat,
            NftHook.Prerouting,
            NftPriority.DestinationNat,
            [.. NftMatch.InputInterface("v1"), .. NftMatch.TcpDestinationPort(80, 89), .. NftStatement.DestinationNat(AtServer, 8080)],
            [.. NftMatch.Destination(AtServer), .. NftMatch.TcpDestinationPort(443), .. NftStatement.Redirect(4430)]);
        var atServer = Count(_ends.Server, [.. NftMatch.TcpDestinationPort(8080)]);
        var atHost = Count(Host, [.. NftMatch.Destination(AtHost), .. NftMatch.TcpDestinationPort(4430)]);

        Connect(AtHost, 85);
        Connect(AtServer, 443);

        Assert.That((atServer(), atHost()), Is.EqualTo((1, 1)));
    }

    [Test]
    public void The_routing_table_tells_packets_for_the_host_from_those_through_it()
    {
        Add(NftChainType.Filter, NftHook.Prerouting, NftPriority.Filter, [.. NftMatch.InputInterfaceStartingWith("v"), .. NftMatch.DestinationType(RouteType.Local), new NftCounter()]);

        Assert.That(Pings(AtServer), Is.True);
        Assert.That(Counted(_nft, 0), Is.Zero, "through the host");
        Assert.That(Pings(AtHost), Is.True);
        Assert.That(Counted(_nft, 0), Is.EqualTo(1), "for the host");
    }

    [Test]
    public void A_packet_that_is_rejected_is_answered_and_one_that_is_dropped_is_not()
    {
        Add(
            NftChainType.Filter,
            NftHook.Forward,
            NftPriority.Filter,
            [.. NftMatch.TcpDestinationPort(80), .. NftStatement.RejectWithTcpReset()],
            [.. NftMatch.TcpDestinationPort(81), NftStatement.Drop],
            [.. NftMatch.TransportProtocol(IpProtocol.Icmp), NftStatement.Reject()]);

        Assert.That(Connect(AtServer, 80), Does.Contain("refused"));
        Assert.That(Connect(AtServer, 81), Is.Empty, "no answer");
        Assert.That(_ends.Client.TryRun($"ping -c1 -W1 {AtServer}").Output, Does.Contain("From 10.0.1.1").And.Contain("Unreachable"));
    }

    [Test]
    public void A_limit_lets_its_burst_through_and_no_more()
    {
        Add(
            NftChainType.Filter,
            NftHook.Forward,
            NftPriority.Filter,
            [.. NftField.IcmpType.Is(NftDataType.IcmpType.Parse("echo-request")), new NftLimit(1, NftLimitUnit.Week) { Burst = 2 }, new NftCounter(), NftStatement.Accept],
            [.. NftField.IcmpType.Is(NftDataType.IcmpType.Parse("echo-request")), new NftCounter(), NftStatement.Drop]);

        _ends.Client.TryRun($"ping -c5 -i0.05 -W1 {AtServer}");

        Assert.That((Counted(_nft, 0), Counted(_nft, 1)), Is.EqualTo((2, 3)));
    }

    [Test]
    public void Marks_pass_from_packet_to_connection_and_back()
    {
        Add(
            NftChainType.Filter,
            NftHook.Forward,
            NftPriority.Filter,
            [.. NftMatch.ConnectionState(NftConnectionState.New), .. NftStatement.SetMark(0x500), .. NftStatement.SetMark(7, 0xff), .. NftStatement.SaveMark()],
            [.. NftMatch.ConnectionState(NftConnectionState.Established), .. NftStatement.RestoreMark(), .. NftMatch.Mark(0x507), .. NftMatch.ConnectionMark(7, 0xff), new NftCounter()]);

        Assert.That(Pings(AtServer), Is.True);

        Assert.That(Counted(_nft, 0), Is.EqualTo(1), "the reply");
    }

    [Test]
    public void A_rule_fills_a_set_that_another_looks_into()
    {
        var seen = new NftSet(Table, "seen", NftDataType.Ipv4Address) { Flags = NftSetFlags.Dynamic, Size = 16 };
        using (var transaction = BeginWith(NftChainType.Filter, NftHook.Forward, NftPriority.Filter))
        {
            transaction.AddSet(seen);
            transaction.AddRule(Rule([.. NftMatch.InSet(seen, NftField.IpDestination), new NftCounter()]));
            transaction.AddRule(Rule([.. NftMatch.InputInterface("v1"), .. NftField.LoadAll(NftField.IpSource), new NftDynamicSet(NftDynamicSetOperation.Add, "seen")]));
            transaction.Commit();
        }

        Assert.That(Pings(AtServer), Is.True);

        Assert.That(_nft.ListElements(seen).Select(static element => element.Key), Is.EqualTo(new[] { NftValue.FromAddress(IPAddress.Parse("10.0.1.2")) }));
        Assert.That(Counted(_nft, 0), Is.EqualTo(1), "the reply");
    }

    private static NftRule Rule(NftExpressionList expressions) => new(Table, "c", expressions.For(Table.Family));

    private static int Counted(NftConnection nft, int index) => (int)nft.ListRules(Table, "c").SelectMany(static rule => rule.Expressions).OfType<NftCounter>().ElementAt(index).Packets;

    /// <summary>Counts the first packets of connections that come to a machine and fulfil a condition.</summary>
    private static Func<int> Count(TestNamespace at, NftExpressionList condition)
    {
        var table = new NftTableName(NftFamily.Inet, "count");
        var rule = new NftRule(table, "c", [.. NftMatch.ConnectionState(NftConnectionState.New), .. condition, new NftCounter()]);
        using var nft = NftConnection.Open(at.Namespace);
        using (var transaction = nft.BeginTransaction())
        {
            transaction.AddTable(new NftTable(table.Family, table.Name));
            transaction.AddChain(new NftChain(table, "c") { Base = new NftBaseChain(NftChainType.Filter, NftHook.Input, NftPriority.Filter) });
            transaction.AddRule(rule);
            transaction.Commit();
        }

        return () =>
        {
            using var reader = NftConnection.Open(at.Namespace);
            return (int)reader.ListRules(table).Single().Expressions.OfType<NftCounter>().Single().Packets;
        };
    }

    private NftTransaction BeginWith(NftChainType type, NftHook hook, int priority)
    {
        var transaction = _nft.BeginTransaction();
        transaction.AddTable(new NftTable(Table.Family, Table.Name));
        transaction.AddChain(new NftChain(Table, "c") { Base = new NftBaseChain(type, hook, priority) });
        return transaction;
    }

    private void Add(NftChainType type, NftHook hook, int priority, params ReadOnlySpan<NftExpressionList> rules)
    {
        using var transaction = BeginWith(type, hook, priority);
        foreach (var rule in rules)
        {
            transaction.AddRule(Rule(rule));
        }

        transaction.Commit();
    }

    private bool Pings(IPAddress address) => _ends.Client.TryRun($"ping -c1 -W1 {address}").ExitCode == 0;

    /// <summary>Begins a TCP connection, where nobody listens, and returns what the program says of the answer; nothing when there was none.</summary>
    private string Connect(IPAddress address, int port) => _ends.Client.TryRun($"timeout 0.7 nc -v -n {address} {port} </dev/null").Error;

    private TestNamespace Attach(string name, int number)
    {
        var made = NewNamespace(name);
        Host.Route.CreateLink(new VethSpec($"v{number}", "eth0") { IsUp = true, PeerNamespace = made.Namespace });
        Host.Run($"ip address add 10.0.{number}.1/24 dev v{number}");
        made.Run($"ip address add 10.0.{number}.2/24 dev eth0; ip link set eth0 up; ip route add default via 10.0.{number}.1");

        // A new link finds its neighbours only after a moment, which must not count as a packet that was dropped.
        made.Run($"for i in 1 2 3 4 5; do ping -c1 -W1 10.0.{number}.1 && exit 0; done; exit 1");
        return made;
    }

    /// <summary>Removed with the host.</summary>
    private sealed record Ends(TestNamespace Client, TestNamespace Server);
}
